/// What a day with shifts came to as a whole.
struct DayStanding {
    private(set) var status: Workday.Status
    private(set) var remainder: Workday.Remainder?

    /// - Parameters:
    ///   - worked: Milliseconds worked.
    ///   - credit: Milliseconds excused, which count towards the minimum as if worked.
    init(
        _ verdicts: [InstanceVerdict], _ coverage: Coverage, worked: Int64, credit: Int64
    ) {
        if let supplement = Self.wholeDay(verdicts) {
            status = supplement == .leave ? .leave : .present
            return
        }
        let isPending = verdicts.contains {
            $0.onDuty.result == .pending || $0.offDuty.result == .pending
        }
        guard !isPending else {
            status = .pending
            return
        }
        let least = Self.minimum(verdicts)
        let isElsewhere = verdicts.contains {
            $0.onDuty.isElsewhere || $0.offDuty.isElsewhere
        }
        let isHere = verdicts.contains { $0.pairing.count > 0 } || isElsewhere
        if coverage.isHalfLeave {
            status = .halfDay
            remainder = isHere && worked >= least.halfDay ? .present : .absent
        } else if !isHere || worked + credit < least.halfDay {
            status = .absent
        } else {
            status = worked + credit < least.present ? .halfDay : .present
        }
    }

    /// What excuses every instance; leave only when it excuses all of them.
    private static func wholeDay(_ verdicts: [InstanceVerdict]) -> WorkdaySlot.Supplement? {
        var result: WorkdaySlot.Supplement?
        for verdict in verdicts {
            guard let supplement = verdict.coveredBy else { return nil }
            if result == nil || result == .leave { result = supplement }
        }
        return result
    }

    /// The thresholds of the day's shifts together, in milliseconds.
    private static func minimum(
        _ verdicts: [InstanceVerdict]
    ) -> (halfDay: Int64, present: Int64) {
        var seen: [String] = []
        var halfDay: Int64 = 0
        var present: Int64 = 0
        for shift in verdicts.map(\.instance.plan.shift) where !seen.contains(shift.id) {
            seen.append(shift.id)
            halfDay += Int64(shift.minimumMinutes.halfDay) * 60_000
            present += Int64(shift.minimumMinutes.present) * 60_000
        }
        return (halfDay, present)
    }
}

extension WorkdaySlot {
    /// Whether a trip or the like stands in for it without a punch.
    fileprivate var isElsewhere: Bool {
        result == .normal && (supplement == .trip || supplement == .out || supplement == .field)
    }
}
