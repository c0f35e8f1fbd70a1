/// What an organization has settled for all its shifts.
public struct Settings: Hashable, Codable, Sendable {
    /// How hours are summed.
    public var hours = Hours.everyPair
    /// Whether the punches' directions count.
    public var directions = Directions.given
    /// Hours after the last window before a day closes.
    public var settlingHours = 24
    /// What becomes of a forgotten check-out.
    public var missingOut = MissingOut.leaveOpen
    /// Remedies a member may use in a month; nil = any number.
    public var remedyQuota: Int?
    /// Days after the work date in which a remedy may be filed; nil = any time.
    public var remedyDeadlineDays: Int?
    /// Where the civil day of rest days and holidays is cut.
    public var dayStartsAt = WallTime.midnight
    /// The overtime of days without an instance; nil = the default or only shift's.
    public var overtime: OvertimeRule?

    /// The defaults.
    public init() {}

    /// How hours are summed.
    public enum Hours: String, CaseIterable, Codable, Sendable {
        case everyPair = "every-pair"
        case firstLast = "first-last"
    }

    /// Whether the punches' directions count.
    public enum Directions: String, CaseIterable, Codable, Sendable {
        case given, alternating
    }

    /// What becomes of a forgotten check-out.
    public enum MissingOut: String, CaseIterable, Codable, Sendable {
        case leaveOpen = "leave-open"
        case closeAtShiftEnd = "close-at-shift-end"
    }
}
