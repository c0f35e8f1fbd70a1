import Synchronization

/// Long work on keys that must not overlap: a copy whose keys are dropped while it is made could not
/// be opened, nor one that was made while keys were under two roots.
final class Turns: Sendable {
    private let isTaken = Mutex(false)

    /// Runs a body while no other one runs; waits for its turn.
    ///
    /// - Throws: `CancellationError` while it waits, and what the body throws.
    func run<Value>(
        _ body: () async throws -> Value
    ) async throws -> Value {
        while !take() { try await Task.sleep(for: .milliseconds(50)) }
        defer { isTaken.withLock { $0 = false } }
        return try await body()
    }

    private func take() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }
}
