/// Finds what makes a configuration impossible to work by.
public enum RuleCheck {
    /// Most slots of one shift.
    public static let slotsMax = 16
    /// Most entries of a rotation.
    public static let cycleMax = 366

    /// Checks one shift; paths begin at the shift's own document.
    public static func check(_ shift: Shift) throws(RuleError) {
        guard (1...slotsMax).contains(shift.slots.count) else {
            throw RuleError(.slotCount(shift.slots.count, maximum: slotsMax), at: ["slots"])
        }
        for (index, slot) in shift.slots.enumerated() {
            try check(slot, at: ["slots", String(index)])
        }
        let stretches = ShiftPlan.stretches(of: shift)
        for (earlier, later) in zip(stretches, stretches.dropFirst())
        where later.start < earlier.end {
            throw RuleError(.slotsOverlap, at: ["slots", String(max(later.index, earlier.index))])
        }
        let opens = stretches.map { $0.start - shift.slots[$0.index].opensBefore }.min() ?? 0
        let closes = stretches.map { $0.end + shift.slots[$0.index].closesAfter }.max() ?? 0
        if closes - opens >= 1440 { throw RuleError(.windowTooLong(closes - opens), at: ["slots"]) }
        for (index, pause) in shift.breaks.enumerated() where pause.start == pause.end {
            throw RuleError(.emptyBreak, at: ["breaks", String(index)])
        }
        let least = shift.minimumMinutes
        if least.present > 0, least.halfDay > least.present {
            throw RuleError(
                .thresholdsDisordered(halfDay: least.halfDay, present: least.present),
                at: ["minimumMinutes", "halfDay"])
        }
    }

    /// Checks one version of rules; paths begin at a document with `shifts`, `schedule`, `default`.
    public static func check(_ set: RuleSet) throws(RuleError) {
        for (id, shift) in set.shifts.sorted(by: { $0.key < $1.key }) {
            do { try check(shift) } catch { throw error.under(["shifts", id]) }
        }
        if let id = set.defaultShift, set.shifts[id] == nil {
            throw RuleError(.unknownShift(id), at: ["default"])
        }
        switch set.schedule {
        case .weekly(let days):
            for weekday in Weekday.allCases {
                guard case let id?? = days[weekday], set.shifts[id] == nil else { continue }
                throw RuleError(.unknownShift(id), at: ["schedule", weekday.rawValue])
            }
        case .rotation(_, let cycle):
            guard (1...cycleMax).contains(cycle.count) else {
                throw RuleError(
                    .cycleLength(cycle.count, maximum: cycleMax), at: ["schedule", "cycle"])
            }
            for (index, entry) in cycle.enumerated() {
                guard let id = entry, set.shifts[id] == nil else { continue }
                throw RuleError(.unknownShift(id), at: ["schedule", "cycle", String(index)])
            }
        case .roster, .free, nil: break
        }
        try ShiftOverlap.check(set)
    }

    /// Checks that a member's employment makes sense and that the roster names known shifts.
    static func check(_ rules: Rules) throws(RuleError) {
        if let hired = rules.hiredOn, let left = rules.leftOn, left < hired {
            throw RuleError(.leftBeforeHired, at: ["employment", "leftOn"])
        }
        for (date, ids) in rules.roster.sorted(by: { $0.key < $1.key }) {
            let known = rules.set(on: date).shifts
            for (index, id) in ids.enumerated() where known[id] == nil {
                throw RuleError(
                    .unknownShift(id), at: ["roster", date.description, String(index)])
            }
        }
    }

    private static func check(_ slot: ShiftSlot, at path: [String]) throws(RuleError) {
        let limits = [
            ("opensBefore", slot.opensBefore), ("closesAfter", slot.closesAfter),
            ("lateGrace", slot.lateGrace), ("earlyGrace", slot.earlyGrace),
            ("seriousLateAfter", slot.seriousLateAfter ?? 0),
            ("absentLateAfter", slot.absentLateAfter ?? 0),
        ]
        for (name, value) in limits where !(0...1440).contains(value) {
            throw RuleError(.outOfRange(value, allowed: 0...1440), at: path + [name])
        }
        let length = slot.span.length + slot.opensBefore + slot.closesAfter
        if length >= 1440 { throw RuleError(.windowTooLong(length), at: path) }
    }
}
