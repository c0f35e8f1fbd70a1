/// One version of everything that a group of members shares.
public struct RuleSet: Hashable, Sendable {
    /// The version; rows carry it.
    public var version = 1
    /// The group's zone, else the organization's.
    public var zone: Zone
    /// The shifts by id.
    public var shifts: [String: Shift]
    /// Which shift runs when; nil = no schedule.
    public var schedule: Schedule?
    /// The shift of dates that neither roster, schedule nor calendar speaks of.
    public var defaultShift: String?
    /// The calendar; nil = none, Monday to Friday where it matters.
    public var calendar: WorkCalendar?
    /// What the organization has settled.
    public var settings = Settings()

    /// Rules of a zone and its shifts, without a schedule.
    public init(zone: Zone, shifts: [String: Shift] = [:]) {
        self.zone = zone
        self.shifts = shifts
    }

    /// The overtime of days without an instance.
    var openOvertime: OvertimeRule {
        if let rule = settings.overtime { return rule }
        let shift =
            defaultShift.map { shifts[$0] } ?? (shifts.count == 1 ? shifts.values.first : nil)
        return shift?.overtime ?? OvertimeRule()
    }
}
