/// What a date is to a member, before any punch is looked at.
struct DayPlan: Sendable {
    let date: CivilDate
    let rules: CompiledSet
    var kind = DayKind.rest
    var isStatutory = false
    var isEmployed = true
    var isUnpublished = false
    /// The shifts that run.
    var shifts: [ShiftPlan] = []
    /// The hours of a free workday.
    var freeHours: Schedule.FreeHours?
    /// Where the day's instances lie in the timeline.
    var instances = 0..<0

    init(_ date: CivilDate, _ rules: CompiledSet, roster: [String]?, isEmployed: Bool) {
        self.date = date
        self.rules = rules
        guard isEmployed else {
            self.isEmployed = false
            return
        }
        // Clocks that jump over a whole date leave nothing of it to be worked.
        guard rules.set.zone.has(date) else { return }
        let entry = rules.set.calendar?.days[date]
        isStatutory = entry?.isStatutory ?? false
        if let roster {
            shifts = roster.compactMap { rules.plans[$0] }.filter { $0.zone.has(date) }
            if shifts.count > 1 { shifts.sort { $0.begins(on: date) < $1.begins(on: date) } }
            kind = shifts.isEmpty ? (entry?.kind == .holiday ? .holiday : .rest) : .workday
            return
        }
        isUnpublished = rules.set.calendar.map { !$0.isPublished(date) } ?? false
        switch entry?.kind {
        case .holiday: kind = .holiday
        case .rest: kind = .rest
        case .workday: run(as: entry?.runsAs ?? .monday, isWorkday: true)
        case nil:
            let isWorkday = rules.set.calendar?.isWorkday(date)
            run(as: date.weekday, isWorkday: isWorkday)
        }
    }

    /// Whether punches that no window owns form an instance of their own.
    var isOpen: Bool { isEmployed && shifts.isEmpty }

    /// - Parameter isWorkday: What the calendar says; nil without one.
    private mutating func run(as weekday: Weekday, isWorkday: Bool?) {
        if let hours = rules.freeHours {
            guard isWorkday ?? !weekday.isWeekend else { return }
            freeHours = hours
            kind = .workday
            return
        }
        switch rules.opinion(on: date, as: weekday) {
        case .runs(let plan): shifts = [plan]
        case .nothing: break
        case .unspoken:
            if let standard = rules.standard, isWorkday ?? true { shifts = [standard] }
        }
        shifts.removeAll { !$0.zone.has(date) }
        kind = shifts.isEmpty ? .rest : .workday
    }
}
