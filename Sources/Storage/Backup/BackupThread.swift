import Dispatch
import Synchronization

/// Where files of a backup are sealed: not on Swift's own threads, which must not wait for a disk.
enum BackupThread {
    private static let queue = DispatchQueue(label: "rollcall-backup", qos: .utility)

    /// Runs a body that asks from time to time whether its task was cancelled.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable (_ isCancelled: () -> Bool) throws -> Value
    ) async throws -> Value {
        let flag = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(with: Result { try body { flag.isSet } })
                }
            }
        } onCancel: {
            flag.set()
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)

        var isSet: Bool { value.load(ordering: .relaxed) }

        func set() { value.store(true, ordering: .relaxed) }
    }
}
