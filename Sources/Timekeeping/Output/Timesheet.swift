/// The totals of a member's workdays over a span such as a month.
public struct Timesheet: Hashable, Sendable {
    /// The member's id.
    public var member: String
    /// Days on which something was to be worked, days of leave included.
    public private(set) var daysDue = 0
    /// Days present.
    public private(set) var daysPresent = 0
    /// Half days.
    public private(set) var daysHalf = 0
    /// Days of absence.
    public private(set) var daysAbsent = 0
    /// Whole days of leave.
    public private(set) var daysLeave = 0
    /// Holidays not worked.
    public private(set) var daysHoliday = 0
    /// Late arrivals of any degree.
    public private(set) var lateCount = 0
    /// Early departures.
    public private(set) var earlyCount = 0
    /// Missing slots, those of absent days left out.
    public private(set) var missingCount = 0
    /// Whole minutes worked.
    public private(set) var workedMinutes = 0
    /// Whole minutes late.
    public private(set) var lateMinutes = 0
    /// Whole minutes early.
    public private(set) var earlyMinutes = 0
    /// Whole minutes of leave.
    public private(set) var leaveMinutes = 0
    /// Whole minutes of overtime by the kind of day.
    public private(set) var overtimeMinutes = Overtime()

    /// An empty timesheet.
    public init(member: String) { self.member = member }

    /// The totals of rows, all of one member.
    public init(member: String, _ rows: some Sequence<Workday>) {
        self.member = member
        for row in rows { add(row) }
    }

    /// Adds one day.
    public mutating func add(_ row: Workday) {
        if row.isDue { daysDue += 1 }
        switch row.status {
        case .present: daysPresent += 1
        case .halfDay: daysHalf += 1
        case .absent: daysAbsent += 1
        case .leave: daysLeave += 1
        case .holiday: daysHoliday += 1
        case .rest, .pending: break
        }
        for slot in row.slots {
            if slot.result.isLate { lateCount += 1 }
            if slot.result == .early { earlyCount += 1 }
            if slot.result == .missing, row.status != .absent { missingCount += 1 }
        }
        workedMinutes += row.workedMinutes
        lateMinutes += row.lateMinutes
        earlyMinutes += row.earlyMinutes
        leaveMinutes += row.leaveMinutes
        overtimeMinutes.add(row.overtimeMinutes, on: row.dayKind)
    }

    /// Whole minutes of overtime by the kind of day.
    public struct Overtime: Hashable, Sendable {
        /// On workdays.
        public private(set) var workday = 0
        /// On rest days.
        public private(set) var rest = 0
        /// On holidays.
        public private(set) var holiday = 0

        /// No overtime.
        public init() {}

        mutating func add(_ minutes: Int, on kind: DayKind) {
            switch kind {
            case .workday: workday += minutes
            case .rest: rest += minutes
            case .holiday: holiday += minutes
            }
        }
    }
}
