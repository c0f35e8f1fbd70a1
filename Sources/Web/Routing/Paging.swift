import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Sealing

/// One list: as pages with a cursor, or as one stream of lines.
///
/// A cursor is the key of the last item, so that inserts never shift a page.
struct Listing<Item: Sendable>: Sendable {
    /// Reads the items after a key, at most so many.
    let fetch: @Sendable (_ after: String?, _ limit: Int) async throws -> [Item]
    /// The key of an item.
    let key: @Sendable (Item) -> String
    /// Writes an item.
    let write: @Sendable (Item, inout JSONWriter) -> Void
    /// The item's row if it was altered: told beside the items, never among them.
    var altered: @Sendable (Item) -> AlteredRow? = { _ in nil }

    /// The page or stream that a call asks for.
    ///
    /// - Throws: `invalid-cursor`, `bad-request`, and what `fetch` throws.
    func answer(_ call: Call) async throws -> Response {
        let after = try call.query["cursor"].map(Cursor.decode)
        if call.wantsLines { return lines(after: after, in: call.language) }
        let limit = try call.limit()
        let items = try await fetch(after, limit + 1)
        let page = items.prefix(limit)
        return .json { writer in
            writer.object { writer in
                writer.member("items") { writer in
                    writer.array { writer in
                        for item in page where altered(item) == nil { write(item, &writer) }
                    }
                }
                let next = items.count > limit ? page.last.map { Cursor.encode(key($0)) } : nil
                writer.member("nextCursor", next)
                AlteredWire.write(
                    errors: page.compactMap(altered), in: call.language, to: &writer)
            }
        }
    }

    private func lines(after: String?, in language: Language) -> Response {
        let body = ResponseBody { writer in
            var last = after
            while true {
                let items = try await fetch(last, 500)
                var lines = JSONWriter(capacity: 64 * 1_024)
                for item in items {
                    if let row = altered(item) {
                        AlteredWire.writeLine(row, in: language, to: &lines)
                    } else {
                        write(item, &lines)
                    }
                    lines.newline()
                }
                if !items.isEmpty { try await writer.write(ByteBuffer(bytes: lines.bytes)) }
                guard items.count == 500, let item = items.last else { break }
                last = key(item)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }
}

extension Listing {
    /// A list that tells altered rows beside the others.
    static func proven<Value>(
        fetch: @escaping @Sendable (String?, Int) async throws -> [Listed<Value>],
        key: @escaping @Sendable (Value) -> String,
        write: @escaping @Sendable (Value, inout JSONWriter) -> Void
    ) -> Listing where Item == Listed<Value> {
        Listing(
            fetch: fetch,
            key: { row in
                switch row {
                case .value(let value): key(value)
                case .altered(let row): row.sequence.map(String.init) ?? row.id ?? ""
                }
            },
            write: { row, writer in
                if let value = row.value { write(value, &writer) }
            },
            altered: { $0.altered })
    }
}

/// The key of a list's last item as clients carry it: base64url.
enum Cursor {
    static func encode(_ key: String) -> String { Base64.encode(Array(key.utf8), as: .url) }

    /// - Throws: `invalid-cursor` for anything that ``encode(_:)`` never made.
    static func decode(_ text: String) throws(Problem) -> String {
        guard text.utf8.count <= 512, let bytes = Base64.decode(text, as: .url),
            let key = String(validating: bytes, as: UTF8.self)
        else { throw Problem(.invalidCursor) }
        return key
    }
}

extension Call {
    /// How many items a page may have.
    ///
    /// - Throws: `bad-request` outside 1…1000.
    func limit() throws(Problem) -> Int {
        guard let text = query["limit"] else { return 100 }
        guard let limit = Int(text), Limits.page.contains(limit) else {
            throw Problem(.badRequest, "limit must be 1 to 1000")
        }
        return limit
    }
}

extension Listing {
    /// The list as a GeoJSON FeatureCollection: the whole of it, unless a page is asked for.
    func collection(_ call: Call) async throws -> Response {
        guard !call.wantsLines else { return try await answer(call) }
        let isPaged = call.query["limit"] != nil || call.query["cursor"] != nil
        let limit = try call.limit()
        let start = try call.query["cursor"].map(Cursor.decode)
        let body = ResponseBody { writer in
            var output = JSONWriter(capacity: 64 * 1_024)
            try await writer.write(ByteBuffer(string: #"{"type":"FeatureCollection","features":["#))
            var last = start
            var isFirst = true
            var next: String?
            repeat {
                let items = try await fetch(last, limit + 1)
                for item in items.prefix(limit) {
                    output = JSONWriter(capacity: 64 * 1_024)
                    write(item, &output)
                    if !isFirst { try await writer.write(ByteBuffer(string: ",")) }
                    isFirst = false
                    try await writer.write(ByteBuffer(bytes: output.bytes))
                    last = key(item)
                }
                next = items.count > limit ? last : nil
            } while next != nil && !isPaged
            var tail = JSONWriter()
            tail.value(next.map(Cursor.encode))
            try await writer.write(ByteBuffer(string: #"],"nextCursor":"#))
            try await writer.write(ByteBuffer(bytes: tail.bytes + [UInt8(ascii: "}")]))
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/geo+json"], body: body)
    }
}
