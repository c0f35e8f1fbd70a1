/// The evaluation of a day on which shifts run.
struct ShiftDay {
    private let evaluation: DayEvaluation
    private let day: DayPlan
    private let index: Int
    private let instances: ArraySlice<Instance>
    private let pauses: [Spans]
    private let settings: Settings

    init(_ evaluation: DayEvaluation, _ index: Int) {
        self.evaluation = evaluation
        self.index = index
        day = evaluation.timeline.days[index]
        instances = evaluation.timeline.instances[day.instances]
        settings = day.rules.set.settings
        let date = day.date
        pauses = instances.map { $0.plan.pauses(on: date) }
    }

    func outcome(_ blank: Workday) -> DayEvaluation.Outcome {
        let coverage = evaluation.coverage(day, hours: hours)
        let verdicts = decide(coverage)
        var result = DayEvaluation.Outcome(row: blank)
        for verdict in verdicts {
            result.row.add(verdict.onDuty)
            result.row.add(verdict.offDuty)
            if let punch = verdict.arrivedBy { result.filled.append((punch, .onDuty)) }
            if let punch = verdict.leftBy { result.filled.append((punch, .offDuty)) }
        }
        let total = verdicts.reduce(0) { $0 + $1.worked.total }
        result.row.workedMinutes = Int(total / 60_000)
        let due = zip(verdicts, pauses).reduce(0) { $0 + $1.0.net($1.1).total }
        result.row.dueMinutes = Int(due / 60_000)
        let count = evaluation.overtimeCount(index)
        result.row.overtimeMinutes = count.minutes(verdicts, pauses: pauses)
        if verdicts.contains(where: \.isForgotten) { result.row.notes.append(.forgottenCheckOut) }
        if coverage.hasShiftChange { result.row.notes.append(.shiftChanged) }

        let hours = CoveredHours(verdicts, pauses, coverage)
        result.row.leaveMinutes = Int(hours.leave / 60_000)
        let standing = DayStanding(verdicts, coverage, worked: total, credit: hours.credit)
        result.row.status = standing.status
        result.row.remainder = standing.remainder
        let closes = instances.map(\.closes).max() ?? 0
        result.row.isClosed = evaluation.isClosed(after: closes, day, excluded: false)
        return result
    }

    private var hours: Span {
        Span(
            lower: instances.map(\.start).min() ?? 0, upper: instances.map(\.end).max() ?? 0)
    }

    /// Half a day of leave that names no half takes the one that the punches leave open.
    private func decide(_ coverage: Coverage) -> [InstanceVerdict] {
        guard coverage.eitherHalf != nil else { return verdicts(coverage) }
        let first = verdicts(coverage.settling(first: true))
        let second = verdicts(coverage.settling(first: false))
        let distance = { (verdicts: [InstanceVerdict]) in verdicts.reduce(0) { $0 + $1.distance } }
        return distance(second) < distance(first) ? second : first
    }

    private func verdicts(_ coverage: Coverage) -> [InstanceVerdict] {
        var claims = evaluation.remedies.claims[day.date] ?? []
        var result: [InstanceVerdict] = []
        for (place, instance) in instances.enumerated() {
            let owned = evaluation.placement.owned[instances.startIndex + place]
            var circumstances = Circumstances(
                settings: settings, asOf: evaluation.asOf, pauses: pauses[place])
            if !coverage.isEmpty {
                circumstances.arrival = cover(.onDuty, place, coverage)
                circumstances.departure = cover(.offDuty, place, coverage)
            }
            if place == 0, !instance.plan.shift.lateOutLateIn.isEmpty {
                circumstances.lateStart = lateStart(instance.plan.shift.lateOutLateIn)
            }
            circumstances.remedies = claims.filter { isFor($0, instance, place) }
            let verdict = InstanceVerdict(
                instance, Array(evaluation.placement.punches[owned]), circumstances)
            for claim in verdict.remediesUsed {
                if let used = claims.firstIndex(of: claim) { claims.remove(at: used) }
            }
            result.append(verdict)
        }
        return result
    }

    /// A remedy with a time is for the instance whose window holds it, or the nearest one.
    private func isFor(_ claim: RemedyBook.Claim, _ instance: Instance, _ place: Int) -> Bool {
        guard let time = claim.time?.milliseconds, instances.count > 1 else { return true }
        let distances = instances.map { max($0.opens - time, time - $0.closes, 0) }
        let nearest = distances.firstIndex(of: distances.min() ?? 0)
        return nearest == place
    }

    private func cover(
        _ slot: SlotName, _ place: Int, _ coverage: Coverage
    ) -> Coverage.Cover? {
        let instance = instances[instances.startIndex + place]
        let moment = slot == .onDuty ? instance.start : instance.end
        if let cover = coverage.cover(moment, pauses: pauses[place]) { return cover }
        let halves = instances.count
        let isFirst =
            halves % 2 == 1 && place == halves / 2 ? slot == .onDuty : place < halves / 2
        return (isFirst ? coverage.firstHalf : coverage.secondHalf).map(Coverage.Cover.always)
    }

    /// Milliseconds by which the previous workday's last OUT puts off today's start.
    private func lateStart(_ rules: [Shift.LateOutLateIn]) -> Int64 {
        let timeline = evaluation.timeline
        let earlier = (max(0, index - 31)..<index).last { !timeline.days[$0].instances.isEmpty }
        guard let earlier, let last = timeline.days[earlier].instances.last else { return 0 }
        let instance = timeline.instances[last]
        let punches = evaluation.placement.punches[evaluation.placement.owned[last]]
        let earlierSettings = timeline.days[earlier].rules.set.settings
        guard let out = Pairing(punches, earlierSettings).lastOut else { return 0 }
        let over = out.at.milliseconds - instance.end
        let excused = rules.filter { over > Int64($0.outAfter) * 60_000 }.map(\.lateBy).max()
        return Int64(excused ?? 0) * 60_000
    }
}

extension Workday {
    /// Takes a slot into the row and its minutes into the totals.
    fileprivate mutating func add(_ slot: WorkdaySlot) {
        slots.append(slot)
        if slot.result.isLate { lateMinutes += slot.minutes }
        if slot.result == .early { earlyMinutes += slot.minutes }
    }
}
