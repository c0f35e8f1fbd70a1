/// One version of a member's rules, with everything looked up beforehand.
final class CompiledSet: Sendable {
    let set: RuleSet
    let plans: [String: ShiftPlan]
    let standard: ShiftPlan?
    let openOvertime: OvertimeRule
    let freeHours: Schedule.FreeHours?
    let dayStartsAt: WallTime
    /// Whether a late evening of one shift may excuse a late morning.
    let looksBack: Bool
    private let weekdays: [Opinion]

    /// What a schedule says of a date.
    enum Opinion: Sendable {
        case unspoken, nothing
        case runs(ShiftPlan)
    }

    init(_ set: RuleSet) {
        self.set = set
        let plans = set.shifts.mapValues { ShiftPlan($0, zone: set.zone) }
        self.plans = plans
        standard = set.defaultShift.flatMap { plans[$0] }
        openOvertime = set.openOvertime
        looksBack = set.shifts.values.contains { !$0.lateOutLateIn.isEmpty }
        if case .free(let hours) = set.schedule { freeHours = hours } else { freeHours = nil }
        dayStartsAt = freeHours?.dayStartsAt ?? set.settings.dayStartsAt
        if case .weekly(let days) = set.schedule {
            weekdays = Weekday.allCases.map { weekday in
                guard let named = days[weekday] else { return .unspoken }
                return named.flatMap { plans[$0] }.map(Opinion.runs) ?? .nothing
            }
        } else {
            weekdays = []
        }
    }

    /// What the schedule says of a date that stands for a weekday.
    func opinion(on date: CivilDate, as weekday: Weekday) -> Opinion {
        switch set.schedule {
        case .weekly: return weekdays[Weekday.allCases.firstIndex(of: weekday) ?? 0]
        case .rotation(let anchor, let cycle):
            guard !cycle.isEmpty else { return .nothing }
            let distance = (Int(date.days) - Int(anchor.days)) % cycle.count
            let entry = cycle[distance < 0 ? distance + cycle.count : distance]
            return entry.flatMap { plans[$0] }.map(Opinion.runs) ?? .nothing
        case .roster, .free, nil: return .unspoken
        }
    }

    /// Where the civil day of a date begins.
    func dayStart(_ date: CivilDate) -> Int64 {
        set.zone.instant(date, millisecondOfDay: dayStartsAt.minutes * 60_000).milliseconds
    }

    /// The date whose civil day an instant falls in.
    func cutDate(_ instant: Instant) -> CivilDate {
        let (date, millisecond) = set.zone.civil(instant)
        return millisecond < dayStartsAt.minutes * 60_000 ? date.advanced(by: -1) : date
    }
}
