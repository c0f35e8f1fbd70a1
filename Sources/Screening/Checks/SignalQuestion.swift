import Attendance

/// What checks of radio signals have in common: signals that were seen are held against those that
/// places list, and each place that some belong to is told.
struct SignalQuestion {
    /// The check that asks.
    let check: CheckName
    /// What is found where a place lists a signal that was seen.
    let inside: FindingCode
    /// What is found where none does.
    let elsewhere: FindingCode
    /// What `elsewhere` says.
    let elsewhereOutcome: Finding.Outcome
    /// How much the best-proven place takes from the suspicion.
    let insideWeight: Double

    /// What the signals say that `gather` counts, out of the places that count for the check-in.
    func answer(
        _ evidence: Evidence, _ places: Places, gather: (inout SignalTally) -> Void
    ) -> [Finding] {
        var tally = SignalTally { evidence.counts(places.fences[$0]) }
        gather(&tally)
        let proofs = tally.ranked
        guard !proofs.isEmpty else { return [Finding(check, elsewhere, elsewhereOutcome)] }
        return SignalTally.findings(check, inside, proofs, in: places) { index in
            index == 0 ? insideWeight : 0
        }
    }
}

extension Sequence {
    /// Each element once by its name, at its strongest, in the order of first sight.
    func strongest<Name: Hashable>(
        by name: (Element) -> Name, rssi: (Element) -> Double?
    ) -> [Element] {
        var places: [Name: Int] = [:]
        var kept: [Element] = []
        for element in self {
            if let place = places[name(element)] {
                let strengths = (rssi(element) ?? -.infinity, rssi(kept[place]) ?? -.infinity)
                if strengths.0 > strengths.1 { kept[place] = element }
            } else {
                places[name(element)] = kept.count
                kept.append(element)
            }
        }
        return kept
    }
}
