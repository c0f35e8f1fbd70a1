import Attendance
import NIOCore
import Synchronization

/// Answers on their way to a client that may send the whole of its body before it reads any of them.
///
/// One task puts answers in, another takes them out. What waits is bounded, for one request and for all of
/// them together; where that is reached, whoever puts waits for the client to read.
final class AnswerQueue: Sendable {
    private let state = Mutex(State())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// Bytes that wait in all queues.
    private static let total = Mutex(0)
    /// How often a full queue is looked at again.
    private static let pause = Duration.milliseconds(20)
    /// Bytes that are written at once.
    private static let part = 64 * 1_024

    init() {
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    deinit {
        let left = state.withLock { $0.held }
        Self.total.withLock { $0 -= left }
    }

    private struct State {
        /// What was put in and not taken out yet.
        var buffer = ByteBuffer()
        /// Bytes that were put in and not written yet.
        var held = 0
    }

    /// Puts an answer in, once there is room for it.
    func put(_ bytes: [UInt8]) async throws {
        while !take(bytes) { try await Task.sleep(for: Self.pause) }
        try Task.checkCancellation()
        signal.yield()
    }

    /// Nothing more will be put in.
    func finish() { signal.finish() }

    /// Takes out what is put in, part by part, until the end.
    func forEach(_ write: (ByteBuffer) async throws -> Void) async throws {
        for await _ in signals { try await drain(write) }
        try await drain(write)
    }

    private func drain(_ write: (ByteBuffer) async throws -> Void) async throws {
        var taken = state.withLock { state in
            defer { state.buffer = ByteBuffer() }
            return state.buffer
        }
        while let part = taken.readSlice(length: min(Self.part, taken.readableBytes)),
            part.readableBytes > 0
        {
            try await write(part)
            state.withLock { $0.held -= part.readableBytes }
            Self.total.withLock { $0 -= part.readableBytes }
        }
    }

    /// - Returns: Whether there was room; an empty queue has room for one answer, whatever the others hold.
    private func take(_ bytes: [UInt8]) -> Bool {
        state.withLock { state in
            let isTaken = Self.total.withLock { total in
                let fits =
                    state.held + bytes.count <= Limits.answerBytes
                    && total + bytes.count <= Limits.allAnswerBytes
                guard fits || state.held == 0 else { return false }
                total += bytes.count
                return true
            }
            guard isTaken else { return false }
            state.held += bytes.count
            state.buffer.writeBytes(bytes)
            return true
        }
    }
}
