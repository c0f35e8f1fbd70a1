/// What an instance came to: its two slots and its hours. Milliseconds since the epoch.
struct InstanceVerdict: Sendable {
    let instance: Instance
    let pairing: Pairing
    let onDuty: WorkdaySlot
    let offDuty: WorkdaySlot
    /// Paired time without breaks.
    let worked: Spans
    /// The end, as flexible hours moved it.
    let dueEnd: Int64
    /// The start before which time is early: moved by flexible hours only.
    let ownStart: Int64
    /// The punches that filled the slots.
    let arrivedBy: Punch?
    let leftBy: Punch?
    /// Whether an IN without OUT is left although the window has closed.
    let isForgotten: Bool
    /// Those of the remedies offered that filled a slot.
    let remediesUsed: [RemedyBook.Claim]
    /// What covers the instance from its start to its end.
    let coveredBy: WorkdaySlot.Supplement?

    init(_ instance: Instance, _ punches: [Punch], _ circumstances: Circumstances) {
        self.instance = instance
        let isWindowOpen = circumstances.asOf.milliseconds <= instance.closes
        let slot = instance.slot
        var filling = RemedyFilling(instance, punches, circumstances)
        filling.fill()
        remediesUsed = filling.used
        var pairing = filling.pairing
        isForgotten =
            pairing.openIn != nil && !isWindowOpen && slot.offDutyRequired
            && circumstances.departure == nil
        let closesItself = isForgotten && circumstances.settings.missingOut == .closeAtShiftEnd
        if closesItself { pairing = filling.closed(at: instance.end) }
        self.pairing = pairing

        let due = DueTimes(instance, firstIn: pairing.firstIn, circumstances)
        dueEnd = due.end
        ownStart = due.ownStart
        coveredBy =
            due.excusesArrival && due.excusesDeparture ? circumstances.arrival?.supplement : nil
        worked = Spans(union: pairing.worked).subtracting(circumstances.pauses)

        let judge = SlotJudge(
            instance: instance, circumstances: circumstances, due: due, pairing: pairing)
        onDuty = judge.arrival()
        offDuty = judge.departure()
        arrivedBy = pairing.firstIn
        leftBy = judge.countedOut
    }

    /// The hours to be worked.
    func net(_ pauses: Spans) -> Spans { Spans(union: [instance.span]).subtracting(pauses) }

    /// How far the punches are from what was due; decides which half a half-day leave takes.
    var distance: Int {
        [onDuty, offDuty].reduce(0) { sum, slot in
            switch slot.result {
            case .missing: sum + 1_000_000
            case .late, .seriousLate, .absentLate, .early: sum + 2 + slot.minutes
            case .pending: sum + 1
            case .normal, .notRequired: sum
            }
        }
    }
}
