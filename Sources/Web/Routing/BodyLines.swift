import Attendance
import Hummingbird
import NIOCore

/// The lines of a streamed body, one at a time, in bounded memory.
struct BodyLines: Sendable {
    private let body: RequestBody
    private let longestLine: Int
    private let longestBody: Int

    /// - Parameters:
    ///   - longestLine: Bytes of one line; a longer one ends the reading.
    ///   - longestBody: Bytes of all lines together.
    init(_ body: RequestBody, longestLine: Int, longestBody: Int) {
        self.body = body
        self.longestLine = longestLine
        self.longestBody = longestBody
    }

    /// Calls a closure with every line and its number from 1; lines of nothing but space are passed over.
    ///
    /// - Throws: `body-too-large`, and what the closure throws.
    func forEach(_ take: (Int, ByteBuffer) async throws -> Void) async throws {
        var rest = ByteBuffer()
        var number = 0
        var total = 0
        for try await part in body {
            total += part.readableBytes
            guard total <= longestBody else {
                throw Problem(.bodyTooLarge, "at most \(longestBody) bytes")
            }
            rest.writeImmutableBuffer(part)
            while let line = Self.line(&rest) {
                number += 1
                try await hand(line, number, to: take)
            }
            guard rest.readableBytes <= longestLine else {
                throw Problem(.bodyTooLarge, "at most \(longestLine) bytes a line")
            }
            rest.discardReadBytes()
        }
        try await hand(rest, number + 1, to: take)
    }

    private func hand(
        _ line: ByteBuffer, _ number: Int, to take: (Int, ByteBuffer) async throws -> Void
    ) async throws {
        let isBlank = line.readableBytesView.allSatisfy { [0x20, 0x09, 0x0d].contains($0) }
        if !isBlank { try await take(number, line) }
    }

    private static func line(_ rest: inout ByteBuffer) -> ByteBuffer? {
        let view = rest.readableBytesView
        guard let end = view.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = rest.readSlice(length: end - view.startIndex)
        rest.moveReaderIndex(forwardBy: 1)
        return line
    }
}

/// The answer to a streamed body: one line for each of its lines, written as they are done.
enum LineAnswers {
    /// An NDJSON answer that a closure writes line by line, beside the client's reading of it.
    static func response(
        _ write: @escaping @Sendable (_ line: (JSONLine) async throws -> Void) async throws -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            let queue = AnswerQueue()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { queue.finish() }
                    try await write { line in try await queue.put(line.bytes) }
                }
                try await queue.forEach { try await writer.write($0) }
                try await group.waitForAll()
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }
}
