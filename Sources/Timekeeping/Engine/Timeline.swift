/// The instances of a member over a range of dates, their windows trimmed against each other.
struct Timeline: Sendable {
    let first: CivilDate
    private(set) var days: [DayPlan] = []
    private(set) var instances: [Instance] = []
    /// The instances in order of their starts.
    private(set) var order: [Int] = []

    init(_ compiled: CompiledRules, from first: CivilDate, to last: CivilDate) {
        self.first = first
        guard first <= last else { return }
        days.reserveCapacity(Int(last.days - first.days) + 1)
        for number in Int(first.days)...Int(last.days) {
            var day = compiled.plan(CivilDate(days: number))
            let start = instances.count
            for shift in day.shifts {
                for stretch in shift.slots {
                    instances.append(Instance(shift, stretch, on: day.date))
                }
            }
            if day.shifts.count > 1 { instances[start...].sort { $0.start < $1.start } }
            day.instances = start..<instances.count
            days.append(day)
        }
        order = Array(instances.indices)
        let isOrdered = zip(instances, instances.dropFirst()).allSatisfy { $0.start <= $1.start }
        if !isOrdered { order.sort { (instances[$0].start, $0) < (instances[$1].start, $1) } }
        trim()
    }

    /// The day of a date; nil outside the range.
    func index(of date: CivilDate) -> Int? {
        let index = Int(date.days) - Int(first.days)
        return days.indices.contains(index) ? index : nil
    }

    /// What an open day may own: its civil day, cut at neighbouring windows; the end is excluded.
    func openWindow(_ day: DayPlan) -> Span {
        var window = Span(
            lower: day.rules.dayStart(day.date),
            upper: day.rules.dayStart(day.date.advanced(by: 1)))
        for instance in instances {
            if instance.date < day.date, instance.closes >= window.lower {
                window.lower = min(instance.closes, window.upper)
            } else if instance.date > day.date, instance.opens < window.upper {
                window.upper = max(instance.opens, window.lower)
            }
        }
        return window
    }

    /// The later opens no earlier than the earlier ends; the earlier closes when the later opens.
    private mutating func trim() {
        for (earlier, later) in zip(order, order.dropFirst())
        where instances[earlier].closes > instances[later].opens {
            let end = min(instances[earlier].end, instances[later].end)
            instances[later].opens = max(instances[later].opens, end)
            instances[earlier].closes = min(instances[earlier].closes, instances[later].opens)
        }
    }
}
