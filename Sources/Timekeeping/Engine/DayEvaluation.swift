/// Everything that the workdays of one member are made of.
struct DayEvaluation {
    let compiled: CompiledRules
    let timeline: Timeline
    let placement: Placement
    let remedies: RemedyBook
    let asOf: Instant
    /// Those that excuse, and those of overtime.
    private let excuses: [Approval]
    private let overtime: [Approval]

    init(
        _ compiled: CompiledRules, _ timeline: Timeline, punches: [Punch], _ context: Context
    ) {
        self.compiled = compiled
        self.timeline = timeline
        asOf = context.asOf
        placement = Placement(punches, on: timeline, compiled)
        let approvals = context.approvals
        if approvals.isEmpty {
            excuses = []
            overtime = []
            remedies = RemedyBook()
        } else {
            excuses = approvals.filter { $0.supplement != nil || $0.kind == .shiftChange }
            overtime = approvals.filter { $0.kind == .overtime }
            remedies = RemedyBook(approvals, compiled, asOf: asOf)
        }
    }

    /// What is known beside the punches.
    struct Context {
        let approvals: [Approval]
        let asOf: Instant
    }

    /// A day's row, and the slots that its punches fill.
    struct Outcome {
        var row: Workday
        var filled: [(punch: Punch, slot: SlotName)] = []
        var window: Span?
    }

    /// - Parameter index: The place of the day in the timeline.
    func outcome(_ index: Int) -> Outcome {
        let day = timeline.days[index]
        var row = blank(day)
        var result: Outcome
        if !day.instances.isEmpty {
            result = ShiftDay(self, index).outcome(row)
        } else if day.isEmployed {
            result = OpenDay(self, index).outcome(row)
        } else {
            row.isClosed = isClosed(after: timeline.openWindow(day).upper, day, excluded: true)
            result = Outcome(row: row)
        }
        result.row.notes = notes(result.row, index)
        return result
    }

    /// What excuses the day's slots.
    func coverage(_ day: DayPlan, hours: Span) -> Coverage {
        excuses.isEmpty ? .none : Coverage(day, excuses, hours: hours)
    }

    /// Whether the last window has closed and the settling time has passed.
    ///
    /// - Parameter excluded: Whether the last moment of the window is no longer part of it.
    func isClosed(after closes: Int64, _ day: DayPlan, excluded: Bool) -> Bool {
        let settling = Int64(day.rules.set.settings.settlingHours) * 3_600_000
        let now = asOf.milliseconds
        return (excluded ? now >= closes : now > closes) && now - closes >= settling
    }

    /// What of the approved overtime belongs to a date.
    func overtimeCount(_ index: Int) -> OvertimeCount {
        var count = OvertimeCount()
        guard !overtime.isEmpty else { return count }
        let day = timeline.days[index]
        var approved: [Span] = []
        for approval in overtime {
            switch approval.extent {
            case .dates(let from, let to):
                if from <= day.date, day.date <= to { count.isWholeDayApproved = true }
            case .time(let from, let to):
                guard workDate(of: from) == day.date else { continue }
                approved.append(Span(lower: from.milliseconds, upper: to.milliseconds))
            }
        }
        count.approved = Spans(union: approved)
        if !approved.isEmpty {
            count.scheduled = Spans(union: timeline.instances.map(\.span))
        }
        return count
    }

    /// The work date of the instance whose window holds an instant, else the civil date.
    private func workDate(of instant: Instant) -> CivilDate {
        let owner = timeline.order.first {
            timeline.instances[$0].opens <= instant.milliseconds
                && instant.milliseconds <= timeline.instances[$0].closes
        }
        if let owner { return timeline.instances[owner].date }
        let civil = compiled.date(of: instant)
        return compiled.set(on: civil).cutDate(instant)
    }

    private func blank(_ day: DayPlan) -> Workday {
        var row = Workday(member: compiled.rules.member, date: day.date)
        row.dayKind = day.kind
        row.isStatutory = day.isStatutory
        row.ruleVersion = day.rules.set.version
        row.calendarVersion = day.rules.set.calendar?.version
        row.shifts = day.shifts.map(\.shift.id)
        return row
    }

    private func notes(_ row: Workday, _ index: Int) -> [Workday.Note] {
        let day = timeline.days[index]
        var notes = row.notes
        if !day.isEmployed { notes.append(.notEmployed) }
        if day.isUnpublished { notes.append(.calendarNotPublished) }
        if placement.offShiftDays.contains(index) { notes.append(.offShiftPunches) }
        notes += remedies.refusals[day.date] ?? []
        guard notes.count > 1 else { return notes }
        return Workday.Note.allCases.filter(notes.contains)
    }
}
