/// Counts a day's overtime.
struct OvertimeCount {
    /// Approved stretches of the day.
    var approved = Spans()
    /// Whether the whole day was approved, without hours.
    var isWholeDayApproved = false
    /// The hours to be worked that day and next to it; what is approved within them is no overtime.
    var scheduled = Spans()

    /// Whole minutes of overtime on a day with instances.
    func minutes(_ verdicts: [InstanceVerdict], pauses: [Spans]) -> Int {
        var sum = Spans()
        var thresholds: OvertimeRule?
        for (verdict, pause) in zip(verdicts, pauses) {
            guard let rule = verdict.instance.plan.shift.overtime else { continue }
            thresholds = thresholds ?? rule
            let ownPunches = punched(verdict, pause, rule)
            var own = counted(ownPunches, rule)
            if rule.basis == .approval, !rule.beforeStart, let first = verdicts.first {
                own = own.clipped(to: Span(lower: first.instance.start, upper: .max))
            }
            sum = sum.union(own)
        }
        return thresholds.map { Self.minutes(sum, $0) } ?? 0
    }

    /// Whole minutes of overtime on a day without instances.
    func minutes(open worked: Spans, _ rule: OvertimeRule) -> Int {
        Self.minutes(counted(worked, rule), rule)
    }

    private func counted(_ punched: Spans, _ rule: OvertimeRule) -> Spans {
        switch rule.basis {
        case .punches: punched
        case .approval:
            isWholeDayApproved
                ? punched.union(approved.subtracting(scheduled)) : approved.subtracting(scheduled)
        case .both: isWholeDayApproved ? punched : punched.intersection(approved)
        }
    }

    private func punched(
        _ verdict: InstanceVerdict, _ pauses: Spans, _ rule: OvertimeRule
    ) -> Spans {
        let early = verdict.worked.clipped(to: Span(lower: .min, upper: verdict.ownStart))
        let onTime = verdict.worked.clipped(to: Span(lower: verdict.ownStart, upper: .max))
        switch rule.counts {
        case .afterEnd:
            let after = onTime.clipped(to: Span(lower: verdict.dueEnd, upper: .max))
            return rule.beforeStart ? early.union(after) : after
        case .beyondLength:
            let eligible = rule.beforeStart ? verdict.worked : onTime
            return eligible.droppingFirst(verdict.net(pauses).total)
        }
    }

    private static func minutes(_ spans: Spans, _ rule: OvertimeRule) -> Int {
        let total = spans.total
        guard total > Int64(rule.startAfter) * 60_000, total >= Int64(rule.minimum) * 60_000 else {
            return 0
        }
        let minutes = Int(total / 60_000)
        return minutes - minutes % max(1, rule.round)
    }
}
