import Timekeeping

/// Members who work by the same schedule.
public struct WorkGroup: VersionedRule {
    /// Kept as groups.
    public static var kind: DocumentKind { .group }

    /// What people call it.
    public var name: String?
    /// Who belongs to it.
    public var members: [MemberID] = []
    /// Where its members work; empty for everywhere.
    public var geofences: [GeofenceID] = []
    /// The zone of its civil times; nil = the organization's.
    public var zone: Zone?
    /// Which shift runs when; nil = none but by roster.
    public var schedule: Schedule?
    /// The shift of dates that neither roster, schedule nor calendar speaks of.
    public var defaultShift: String?
    /// The calendar; nil = the organization's.
    public var calendar: String?
    /// The overtime of days without a shift; nil = the settings' own.
    public var overtime: OvertimeRule?
    /// What is settled for its shifts; nil = the defaults.
    public var settings: Settings?
    /// What its members' check-ins are judged by; nil = the organization's policy.
    public var policy: Policy?

    /// A group of nobody.
    public init() {}

    /// The shifts that its schedule and default name.
    public var namedShifts: Set<String> {
        var names: Set<String> = []
        switch schedule {
        case .weekly(let week): names.formUnion(week.values.compactMap { $0 })
        case .rotation(_, let cycle): names.formUnion(cycle.compactMap { $0 })
        case .roster, .free, nil: break
        }
        if let defaultShift { names.insert(defaultShift) }
        return names
    }
}
