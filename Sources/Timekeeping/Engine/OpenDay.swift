/// The evaluation of a day without instances: a rest day, a holiday, or a day of free hours.
struct OpenDay {
    private let evaluation: DayEvaluation
    private let day: DayPlan
    private let index: Int
    private let window: Span
    private let punches: [Punch]
    private let settings: Settings

    init(_ evaluation: DayEvaluation, _ index: Int) {
        self.evaluation = evaluation
        self.index = index
        day = evaluation.timeline.days[index]
        window = evaluation.timeline.openWindow(day)
        punches = evaluation.placement.punches(ofOpenDay: index)
        var settings = day.rules.set.settings
        // Free hours ignore directions: the first and the last, or by turns.
        if let hours = day.rules.freeHours {
            settings.directions = .alternating
            settings.hours = hours.mode == .standard ? .firstLast : .everyPair
        }
        self.settings = settings
    }

    func outcome(_ blank: Workday) -> DayEvaluation.Outcome {
        let coverage = evaluation.coverage(day, hours: window)
        let pairing = Pairing(punches, settings)
        let worked = Spans(union: pairing.worked)
        var result = DayEvaluation.Outcome(row: blank)
        result.window = window
        result.row.dueMinutes = day.freeHours?.requiredMinutes ?? 0
        result.row.workedMinutes = Int(worked.total / 60_000)
        if coverage.hasShiftChange { result.row.notes.append(.shiftChanged) }
        if isOver, pairing.openIn != nil { result.row.notes.append(.forgottenCheckOut) }
        let overtime = day.freeHours.map { hours in
            worked.droppingFirst(Int64(hours.requiredMinutes) * 60_000)
        }
        result.row.overtimeMinutes = evaluation.overtimeCount(index)
            .minutes(open: overtime ?? worked, day.rules.openOvertime)
        result.row.isClosed = evaluation.isClosed(after: window.upper, day, excluded: true)
        if let first = punches.first {
            var slot = WorkdaySlot(.open, shift: nil, index: 0, scheduledAt: nil)
            slot.fill(with: first)
            slot.result = .normal
            result.row.slots = [slot]
            result.filled = punches.map { ($0, .open) }
        }
        if let hours = day.freeHours {
            judge(&result.row, hours, worked: worked, coverage)
        } else {
            result.row.status = day.kind == .holiday ? .holiday : .rest
            if coverage.whole == .field { result.row.status = .present }
        }
        return result
    }

    private var isOver: Bool { evaluation.asOf.milliseconds >= window.upper }

    /// Says whether the required minutes of a free day were reached.
    private func judge(
        _ row: inout Workday, _ hours: Schedule.FreeHours, worked: Spans, _ coverage: Coverage
    ) {
        let required = Int64(hours.requiredMinutes) * 60_000
        let spans = Spans(union: coverage.spans.map(\.span))
            .clipped(to: window).subtracting(worked)
        let leave = Spans(
            union: coverage.spans.filter { $0.supplement == .leave }.map(\.span)
        ).clipped(to: window).total
        row.leaveMinutes = Int(min(leave, required) / 60_000)
        if row.slots.isEmpty {
            var slot = WorkdaySlot(.open, shift: nil, index: 0, scheduledAt: nil)
            slot.result = isOver ? .missing : .pending
            row.slots = [slot]
        }
        if let whole = coverage.whole {
            row.slots[0].result = .normal
            row.slots[0].supplement = whole
            row.status = whole == .leave ? .leave : .present
            if whole == .leave { row.leaveMinutes = hours.requiredMinutes }
            return
        }
        if coverage.isHalfLeave {
            row.leaveMinutes = max(row.leaveMinutes, hours.requiredMinutes / 2)
            row.status = isOver || !punches.isEmpty ? .halfDay : .pending
            if row.status == .halfDay { row.remainder = punches.isEmpty ? .absent : .present }
            return
        }
        let credit = max(spans.total, coverage.hasHalf ? required / 2 : 0)
        let isElsewhere = coverage.hasHalf || coverage.spans.contains { $0.supplement != .leave }
        if worked.total + credit >= required, !punches.isEmpty || isElsewhere {
            row.status = .present
        } else if !isOver {
            row.status = .pending
        } else {
            row.status = punches.isEmpty && !isElsewhere ? .absent : .halfDay
            if row.status == .halfDay { row.notes.append(.shortOfRequired) }
        }
    }
}
