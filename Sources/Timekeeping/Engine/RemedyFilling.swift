/// Lets approved remedies stand in for the punches that an instance lacks.
struct RemedyFilling {
    private let instance: Instance
    private let circumstances: Circumstances
    private var punches: [Punch]
    private(set) var pairing: Pairing
    /// The remedies that filled a slot.
    private(set) var used: [RemedyBook.Claim] = []

    init(_ instance: Instance, _ punches: [Punch], _ circumstances: Circumstances) {
        self.instance = instance
        self.circumstances = circumstances
        self.punches = punches
        pairing = Pairing(punches, circumstances.settings)
    }

    /// Fills one missing slot with each remedy, in their order; one that finds none is left over.
    mutating func fill() {
        for claim in circumstances.remedies {
            guard let slot = target(of: claim) else { continue }
            let due = slot == .onDuty ? instance.start : instance.end
            let direction: Punch.Direction = slot == .onDuty ? .in : .out
            var punch = Punch(
                id: nil, at: claim.time ?? Instant(milliseconds: due), direction)
            punch.origin = .remedy
            insert(punch)
            used.append(claim)
        }
    }

    /// The pairing with the forgotten check-out made at a time.
    func closed(at end: Int64) -> Pairing {
        guard let open = pairing.openIn, open.at.milliseconds < end else { return pairing }
        var copy = self
        var punch = Punch(id: nil, at: Instant(milliseconds: end), .out)
        punch.origin = .auto
        copy.insert(punch)
        return copy.pairing
    }

    private mutating func insert(_ punch: Punch) {
        var punch = punch
        // Among punches without directions a direction of its own would break the turns.
        if punches.allSatisfy({ $0.direction == .auto }), !punches.isEmpty {
            punch.direction = .auto
        }
        let place = punches.firstIndex { $0.at > punch.at } ?? punches.endIndex
        punches.insert(punch, at: place)
        pairing = Pairing(punches, circumstances.settings)
    }

    private func target(of claim: RemedyBook.Claim) -> SlotName? {
        let lacksIn = pairing.firstIn == nil
        let lacksOut = pairing.lastOut == nil || pairing.openIn != nil
        let takesTurns =
            circumstances.settings.directions == .alternating
            || punches.allSatisfy { $0.direction == .auto }
        switch claim.slot {
        case .onDuty: return lacksIn || (takesTurns && lacksOut) ? .onDuty : nil
        case .offDuty: return lacksOut ? .offDuty : nil
        case .open: return nil
        case nil: break
        }
        guard lacksIn, lacksOut, let time = claim.time?.milliseconds else {
            return lacksIn ? .onDuty : lacksOut ? .offDuty : nil
        }
        return abs(time - instance.start) <= abs(time - instance.end) ? .onDuty : .offDuty
    }
}
