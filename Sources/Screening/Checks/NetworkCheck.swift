import Attendance

/// Did the request come from a network of a place of work?
///
/// A phone on mobile data is elsewhere and honest, so only agreement counts. Behind a proxy the
/// address is the one that the trusted proxy tells.
struct NetworkCheck: Check {
    /// Our estimate: a tunnel into the network would look the same.
    private static let insideWeight = -1.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let places = rulebook.places
        guard let address = evidence.checkIn.peerAddress, !places.signals.networks.isEmpty else {
            return []
        }
        var tally = SignalTally()
        for listed in places.signals.networks
        where listed.signal.contains(address) && evidence.counts(places.fences[listed.fence]) {
            tally.count(listed.fence, rssi: nil)
        }
        let proofs = tally.ranked
        guard !proofs.isEmpty else {
            return [Finding(.network, .networkElsewhere, .inconclusive)]
        }
        return SignalTally.findings(.network, .networkInside, proofs, in: places) { index in
            index == 0 ? Self.insideWeight : 0
        }
    }
}
