import Timekeeping

/// Sums workdays into timesheets as they stream by, one member after the other, keeping one.
public struct TimesheetRun: Sendable {
    private let month: String
    private var current: (member: ReportMember, timesheet: Timesheet)?

    /// A run over the workdays of a month, or of any span that `month` names.
    public init(month: String) { self.month = month }

    /// Adds a workday; returns the totals of the member before, once the next one begins.
    ///
    /// A member whose days come in two stretches gets two rows.
    public mutating func add(_ workday: Workday, of member: ReportMember) -> TimesheetRow? {
        if current?.member.id == member.id {
            current?.timesheet.add(workday)
            return nil
        }
        let finished = finish()
        current = (member, Timesheet(member: member.id, CollectionOfOne(workday)))
        return finished
    }

    /// Ends the run; returns the totals of the last member, nil when there was none.
    public mutating func finish() -> TimesheetRow? {
        defer { current = nil }
        return current.map { TimesheetRow($0.member, $0.timesheet, month: month) }
    }
}
