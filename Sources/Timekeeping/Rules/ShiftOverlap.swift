/// Finds shifts of one member that overlap in time; shifts that touch do not.
enum ShiftOverlap {
    /// Checks the days of a schedule against those that follow them, by the clock alone.
    static func check(_ set: RuleSet) throws(RuleError) {
        let plans = set.shifts.mapValues { ShiftPlan($0, zone: set.zone) }
        let days: [(shift: ShiftPlan?, path: String)]
        switch set.schedule {
        case .weekly(let week):
            days = Weekday.allCases.map { weekday in
                let entry = week[weekday] ?? set.defaultShift
                return (entry.flatMap { plans[$0] }, weekday.rawValue)
            }
        case .rotation(_, let cycle):
            days = cycle.enumerated().map { index, entry in
                (entry.flatMap { plans[$0] }, "cycle/\(index)")
            }
        case .roster, .free, nil: return
        }
        // A day's date does not matter here; two that follow each other do.
        let date = CivilDate(days: 0)
        for (index, day) in days.enumerated() {
            let next = days[(index + 1) % days.count]
            guard let earlier = day.shift, let later = next.shift,
                let end = earlier.slots.map(\.end).max(),
                let start = later.slots.map(\.start).min(), start + 1440 < end
            else { continue }
            let path = ["schedule"] + next.path.split(separator: "/").map(String.init)
            throw RuleError(
                .shiftsOverlap(
                    earlier.shift.id, date, later.shift.id, date.advanced(by: 1)), at: path)
        }
    }
}

extension Timekeeper {
    /// Checks that no two shifts of the member overlap in a range of dates or round a roster entry.
    ///
    /// - Throws: `shiftsOverlap` at the roster entry or the schedule that runs one of the two.
    public func checkOverlaps(from: CivilDate, to: CivilDate) throws(RuleError) {
        try checkRange(from.advanced(by: -2), to.advanced(by: 2))
        for date in compiled.rules.roster.keys.sorted() where date < from || to < date {
            try checkRange(date.advanced(by: -2), date.advanced(by: 2))
        }
    }

    private func checkRange(_ from: CivilDate, _ to: CivilDate) throws(RuleError) {
        let timeline = Timeline(compiled, from: from, to: to)
        for (first, second) in zip(timeline.order, timeline.order.dropFirst()) {
            let (earlier, later) = (timeline.instances[first], timeline.instances[second])
            guard later.start < earlier.end, !Self.touch(earlier, later) else { continue }
            let roster = compiled.rules.roster
            let date = [later.date, earlier.date].first { roster[$0] != nil }
            let path = date.map { ["roster", $0.description] } ?? ["schedule"]
            throw RuleError(
                .shiftsOverlap(
                    earlier.plan.shift.id, earlier.date, later.plan.shift.id, later.date),
                at: path)
        }
    }

    /// Whether clocks keep two instances apart, though a change of offset pushes one into the other.
    private static func touch(_ earlier: Instance, _ later: Instance) -> Bool {
        guard earlier.plan.zone == later.plan.zone,
            let first = earlier.stretch, let second = later.stretch
        else { return false }
        let days = Int(later.date.days) - Int(earlier.date.days)
        return days * 1440 + second.start >= first.end
    }
}
