/// How overtime is counted. Minutes throughout.
public struct OvertimeRule: Hashable, Codable, Sendable {
    /// What proves it.
    public var basis = Basis.punches
    /// What of the worked time is overtime.
    public var counts = Counting.afterEnd
    /// Whether time before the start counts too.
    public var beforeStart = false
    /// A day's total at or below this counts nothing; above it all counts.
    public var startAfter = 0
    /// A day's total below this is dropped.
    public var minimum = 0
    /// What is left is floored to a multiple of this; at least 1.
    public var round = 1

    /// Overtime by punches, after the end, without thresholds.
    public init() {}

    /// What proves overtime.
    public enum Basis: String, CaseIterable, Codable, Sendable {
        /// The punches alone.
        case punches
        /// The approvals alone.
        case approval
        /// What punches and approvals have in common.
        case both
    }

    /// What of the worked time is overtime.
    public enum Counting: String, CaseIterable, Codable, Sendable {
        /// Time past the due end.
        case afterEnd = "after-end"
        /// Worked time beyond the instance's own net length.
        case beyondLength = "beyond-length"
    }
}
