/// Says what came of arriving at, and of leaving, an instance.
struct SlotJudge {
    let instance: Instance
    let circumstances: Circumstances
    let due: DueTimes
    let pairing: Pairing

    private var isWindowOpen: Bool { circumstances.asOf.milliseconds <= instance.closes }

    /// The OUT that fills the off-duty slot: the last, unless the member came back since.
    var countedOut: Punch? {
        guard let out = pairing.lastOut else { return nil }
        let isBack = pairing.openIn != nil && (isWindowOpen || !instance.slot.offDutyRequired)
        return isBack ? nil : out
    }

    func arrival() -> WorkdaySlot {
        let cover = circumstances.arrival
        var slot = blank(.onDuty, due.start)
        slot.supplement = cover?.supplement ?? .none
        guard let punch = pairing.firstIn else {
            slot.result = cover != nil ? .normal : isWindowOpen ? .pending : .missing
            return slot
        }
        slot.fill(with: punch)
        slot.result = .normal
        let late = punch.at.milliseconds(since: Instant(milliseconds: due.start))
        guard !due.excusesArrival, late > due.lateLimit else { return slot }
        slot.minutes = Int(late / 60_000)
        slot.result = degree(late)
        return slot
    }

    func departure() -> WorkdaySlot {
        let cover = circumstances.departure
        var slot = blank(.offDuty, due.leaving)
        slot.supplement = cover?.supplement ?? .none
        guard let punch = countedOut else {
            if cover != nil {
                slot.result = .normal
            } else if !instance.slot.offDutyRequired {
                slot.result = pairing.firstIn != nil ? .normal : .notRequired
            } else {
                slot.result = isWindowOpen ? .pending : .missing
            }
            return slot
        }
        slot.fill(with: punch)
        if punch.origin == .auto {
            slot.result = .missing
            return slot
        }
        slot.result = .normal
        let grace = Int64(instance.slot.earlyGrace) * 60_000
        let early = due.leaving - punch.at.milliseconds
        guard !due.excusesDeparture, early > grace else { return slot }
        slot.minutes = Int(early / 60_000)
        slot.result = .early
        return slot
    }

    private func blank(_ name: SlotName, _ moment: Int64) -> WorkdaySlot {
        WorkdaySlot(
            name, shift: instance.plan.shift.id, index: instance.index,
            scheduledAt: Instant(milliseconds: moment))
    }

    private func degree(_ late: Int64) -> WorkdaySlot.Result {
        let minutes = { (limit: Int) in Int64(limit) * 60_000 }
        if let limit = instance.slot.absentLateAfter, late >= minutes(limit) { return .absentLate }
        if let limit = instance.slot.seriousLateAfter, late >= minutes(limit) {
            return .seriousLate
        }
        return .late
    }
}

extension WorkdaySlot {
    /// Takes over what a punch says; an excuse that is already there stays.
    mutating func fill(with punch: Punch) {
        checkIn = punch.id
        at = punch.at
        place = punch.place
        origin = punch.origin
        guard supplement == .none else { return }
        if punch.origin == .remedy {
            supplement = .remedy
        } else if punch.isFieldWork {
            supplement = .field
        }
    }
}
