import Attendance
import Dispatch
import Foundation
import Synchronization

/// The one pen of a store: writes wait here, and all that wait are committed together.
///
/// A thread of its own takes everything that is queued, writes it in one transaction, each write in
/// a part of its own so that a failing one fails alone, commits durably and only then answers.
/// There is no timer: the next batch is what gathered during the commit before.
final class WriteQueue: Sendable {
    /// Writes of one transaction.
    static let batch = 1_024

    private let engine: any Engine
    private let capacity: Int
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)

    init(engine: any Engine, capacity: Int) {
        self.engine = engine
        self.capacity = capacity
        let thread = Thread { self.writeUntilClosed() }
        thread.name = "rollcall-writer"
        thread.stackSize = 2 << 20
        thread.start()
    }

    /// Waits for its turn, writes, and returns once the write is durable.
    func write<Value: Sendable>(
        in organization: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        let outcome: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let write = PendingWrite(organization, body) { continuation.resume(returning: $0) }
            if let refusal = enqueue(write) { write.settle(refusal) }
        }
        return try outcome.get()
    }

    /// Why nothing is written any more; nil while the writer works.
    var complaint: String? { state.withLock { $0.failure } }

    /// How many writes wait for their turn.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Returns when the writer has stopped, by `close` or by itself.
    func untilStopped() async {
        await withCheckedContinuation { continuation in
            let isStopped = state.withLock { state in
                if !state.isStopped { state.watchers.append(continuation) }
                return state.isStopped
            }
            if isStopped { continuation.resume() }
        }
    }

    /// Takes no more writes, finishes those that wait, and returns when the writer has stopped.
    func close() async {
        state.withLock { $0.isClosing = true }
        work.signal()
        await untilStopped()
    }

    private func enqueue(_ write: any AnyPendingWrite) -> Ending? {
        let (refusal, wakes) = state.withLock { state -> (Ending?, Bool) in
            if state.failure != nil || state.isClosing || state.isStopped {
                let cause = state.failure ?? "the store is closing"
                return (.failed(.unavailable(during: "writing", cause: cause)), false)
            }
            if state.waiting.count >= capacity { return (.failed(.overloaded), false) }
            state.waiting.append(write)
            let wakes = state.isIdle
            state.isIdle = false
            return (nil, wakes)
        }
        if wakes { work.signal() }
        return refusal
    }

    private func writeUntilClosed() {
        while let batch = next() {
            let report = WriteBatch(batch).commit(on: engine)
            if let failure = report.failure { state.withLock { $0.failure = failure } }
            report.settle()
        }
        let watchers = state.withLock { state in
            state.isStopped = true
            defer { state.watchers = [] }
            return state.watchers
        }
        for watcher in watchers { watcher.resume() }
    }

    /// The writes that wait, at least one; nil when the writer is to stop.
    private func next() -> [any AnyPendingWrite]? {
        while true {
            let taken: Taken = state.withLock { state in
                if state.failure != nil {
                    defer { state.waiting = [] }
                    return .refused(state.waiting)
                }
                if state.waiting.isEmpty {
                    if state.isClosing { return .refused([]) }
                    state.isIdle = true
                    return .nothing
                }
                let batch = Array(state.waiting.prefix(Self.batch))
                state.waiting.removeFirst(batch.count)
                return .batch(batch)
            }
            switch taken {
            case .batch(let batch): return batch
            case .nothing: work.wait()
            case .refused(let writes):
                let error = StoreError.unavailable(during: "writing", cause: "the writer stopped")
                for write in writes { write.settle(.failed(error)) }
                return nil
            }
        }
    }

    private struct State {
        var waiting: [any AnyPendingWrite] = []
        var watchers: [CheckedContinuation<Void, Never>] = []
        var failure: String?
        var isIdle = false
        var isClosing = false
        var isStopped = false
    }

    private enum Taken {
        case batch([any AnyPendingWrite])
        case nothing
        case refused([any AnyPendingWrite])
    }
}
