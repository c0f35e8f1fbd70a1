import Synchronization

/// Counts the statements that ran, so that a test can say what a check-in costs.
final class StatementCounter: Sendable {
    private let counted = Atomic<Int>(0)
    private let kept: Mutex<Set<String>>?

    /// - Parameter keepsTexts: Whether their texts are kept too, for a look at their query plans.
    init(keepsTexts: Bool) { kept = keepsTexts ? Mutex([]) : nil }

    var value: Int { counted.load(ordering: .relaxed) }

    /// The texts of the statements that ran, each once; none unless they are kept.
    var texts: Set<String> { kept?.withLock { $0 } ?? [] }

    func count(_ sql: String) {
        counted.add(1, ordering: .relaxed)
        kept?.withLock { _ = $0.insert(sql) }
    }
}
