import Attendance

/// Did the device see the beacons of a place of work?
struct BeaconCheck: Check {
    /// Beacons are as easily repeated as access points are, and fewer; the weight is our estimate.
    private static let question = SignalQuestion(
        check: .beacons, inside: .beaconsInside, elsewhere: .beaconsElsewhere,
        elsewhereOutcome: .contradicts, insideWeight: -1.0)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let seen = evidence.checkIn.beacons
        guard !seen.isEmpty else { return [] }
        let listed = rulebook.places.signals.beacons
        guard !listed.isEmpty else {
            return [Finding(.beacons, .beaconsUnknown, .inconclusive)]
        }
        let beacons = seen.strongest(
            by: { BeaconSignal(uuid: $0.uuid, major: $0.major, minor: $0.minor) }, rssi: \.rssi)
        return Self.question.answer(evidence, rulebook.places) { tally in
            for beacon in beacons {
                tally.count(listed[beacon.uuid] ?? [], rssi: beacon.rssi) { $0.matches(beacon) }
            }
        }
    }
}
