import Timekeeping

/// What a member's present workday is made of: the days round a check-in.
public struct RecentAttendance: Sendable {
    /// The check-ins that count.
    public var punches: [Punch] = []
    /// What people decided on check-ins since.
    public var reviews: [Review] = []
    /// What was approved.
    public var approvals: [Approval] = []
    /// The dates on which other shifts run than the schedule's.
    public var roster: [RuleHistory<RosterDay>] = []

    /// Nothing.
    public init() {}

    /// How many days before a check-in are looked at, and how many after it.
    public static let days = (before: 5, after: 2)
    /// The most check-ins of those days that are looked at, the newest first.
    public static let punchesMax = 200
}
