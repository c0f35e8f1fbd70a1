import Attendance

/// Did the request come from a network of a place of work?
///
/// A phone on mobile data is elsewhere and honest, so only agreement counts. Behind a proxy the
/// address is the one that the trusted proxy tells.
struct NetworkCheck: Check {
    /// The weight is our estimate: a tunnel into the network would look the same.
    private static let question = SignalQuestion(
        check: .network, inside: .networkInside, elsewhere: .networkElsewhere,
        elsewhereOutcome: .inconclusive, insideWeight: -1.0)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let listed = rulebook.places.signals.networks
        guard let address = evidence.checkIn.peerAddress, !listed.isEmpty else { return [] }
        return Self.question.answer(evidence, rulebook.places) { tally in
            tally.count(listed, rssi: nil) { $0.contains(address) }
        }
    }
}
