import Synchronization

/// Counts the statements that ran, so that a test can say what a check-in costs.
final class StatementCounter: Sendable {
    private let counted = Atomic<Int>(0)

    var value: Int { counted.load(ordering: .relaxed) }

    func count() { counted.add(1, ordering: .relaxed) }
}
