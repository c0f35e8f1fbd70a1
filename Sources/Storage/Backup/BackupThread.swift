import Dispatch

/// Where files of a backup are sealed: not on Swift's own threads, which must not wait for a disk.
enum BackupThread {
    private static let queue = DispatchQueue(label: "rollcall-backup", qos: .utility)

    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
