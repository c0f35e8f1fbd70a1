/// Which dates are workdays, rest days and holidays.
public struct WorkCalendar: Hashable, Codable, Sendable {
    /// The dates that the calendar speaks of; every other one goes by its weekday.
    public var days: [CivilDate: Day]
    /// The years that have been published; nil when the question does not arise.
    public var publishedYears: Set<Int>?
    /// Which edition of the calendar this is; kept with closed days.
    public var version: Int

    /// A calendar as its members say.
    public init(days: [CivilDate: Day], publishedYears: Set<Int>? = nil, version: Int = 1) {
        self.days = days
        self.publishedYears = publishedYears
        self.version = version
    }

    /// This calendar with imported days laid over it; a year with an imported day is published.
    public func overlaid(with imported: WorkCalendar) -> WorkCalendar {
        var result = self
        result.days.merge(imported.days) { _, new in new }
        if let years = publishedYears {
            result.publishedYears = years.union(imported.days.keys.map(\.parts.year))
        }
        result.version = imported.version
        return result
    }

    /// Whether the calendar of a date's year is out.
    public func isPublished(_ date: CivilDate) -> Bool {
        publishedYears?.contains(date.parts.year) ?? true
    }

    /// Whether people work on a date, by the calendar alone.
    public func isWorkday(_ date: CivilDate) -> Bool {
        days[date].map { $0.kind == .workday } ?? !date.weekday.isWeekend
    }

    /// What the calendar says of one date.
    public struct Day: Hashable, Codable, Sendable {
        /// The kind.
        public var kind: DayKind
        /// The weekday whose schedule a workday runs; Monday's by default.
        public var runsAs = Weekday.monday
        /// The holiday it belongs to.
        public var name: String?
        /// Whether it is a statutory holiday proper rather than a swapped rest day.
        public var isStatutory = false

        /// A day of a kind.
        public init(_ kind: DayKind) { self.kind = kind }
    }
}
