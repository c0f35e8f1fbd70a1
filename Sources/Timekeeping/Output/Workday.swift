/// What a member's day came to.
public struct Workday: Hashable, Sendable {
    /// The member's id.
    public var member: String
    /// The work date.
    public var date: CivilDate
    /// The shifts that ran, in order of their starts.
    public var shifts: [String] = []
    /// The kind of day by which overtime is totalled.
    public var dayKind = DayKind.rest
    /// Whether it is a statutory holiday proper.
    public var isStatutory = false
    /// What the day came to.
    public var status = Status.rest
    /// What became of the part of a half-day leave that was to be worked.
    public var remainder: Remainder?
    /// Whether only a review, an approval, an import or an explicit recomputation changes it still.
    public var isClosed = false
    /// Every slot, in order of its time.
    public var slots: [WorkdaySlot] = []
    /// Whole minutes to be worked by the shifts or the free hours, breaks left out.
    public var dueMinutes = 0
    /// Whole minutes of paired time without breaks.
    public var workedMinutes = 0
    /// Whole minutes late, summed over the slots.
    public var lateMinutes = 0
    /// Whole minutes early, summed over the slots.
    public var earlyMinutes = 0
    /// Whole minutes of overtime of `dayKind`.
    public var overtimeMinutes = 0
    /// Whole minutes of leave within the hours to be worked.
    public var leaveMinutes = 0
    /// The version of the rules in force.
    public var ruleVersion = 1
    /// The version of the calendar in force.
    public var calendarVersion: Int?
    /// Remarks, in the order of `Note.allCases`.
    public var notes: [Note] = []

    /// A rest day of nothing.
    public init(member: String, date: CivilDate) {
        self.member = member
        self.date = date
    }

    /// The first shift that ran.
    public var shift: String? { shifts.first }

    /// Whether something was to be worked.
    public var isDue: Bool { dayKind == .workday && !notes.contains(.notEmployed) }

    /// What a day came to.
    public enum Status: String, CaseIterable, Sendable {
        case present
        case halfDay = "half-day"
        case absent, rest, holiday, leave, pending
    }

    /// What became of the other half of a half-day leave.
    public enum Remainder: String, CaseIterable, Sendable {
        case present, absent
    }

    /// A remark on a day.
    public enum Note: String, CaseIterable, Sendable {
        case notEmployed = "not-employed"
        case calendarNotPublished = "calendar-not-published"
        case offShiftPunches = "off-shift-punches"
        case forgottenCheckOut = "forgotten-check-out"
        case shortOfRequired = "short-of-required-minutes"
        case remedyQuotaExceeded = "remedy-quota-exceeded"
        case remedyTooLate = "remedy-too-late"
        case shiftChanged = "shift-change"
    }
}
