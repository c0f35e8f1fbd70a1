/// A member's rules, looked up once for every date that is asked for.
struct CompiledRules: Sendable {
    let rules: Rules
    private let sets: [CompiledSet]

    init(_ rules: Rules) {
        self.rules = rules
        sets = rules.versions.map { CompiledSet($0.set) }
    }

    /// Days before a date whose punches may bear on it.
    var reach: Int { sets.contains { $0.looksBack } ? 33 : 2 }

    /// The version in force on a date.
    func set(on date: CivilDate) -> CompiledSet {
        guard sets.count > 1 else { return sets[0] }
        let index = rules.versions.lastIndex { $0.from.map { $0 <= date } ?? true }
        return sets[index ?? 0]
    }

    /// The civil date of an instant in the zone of the first version.
    func date(of instant: Instant) -> CivilDate {
        rules.versions[0].set.zone.civil(instant).date
    }

    /// What a date is to the member.
    func plan(_ date: CivilDate) -> DayPlan {
        DayPlan(
            date, set(on: date), roster: rules.roster.isEmpty ? nil : rules.roster[date],
            isEmployed: rules.isEmployed(on: date))
    }
}
