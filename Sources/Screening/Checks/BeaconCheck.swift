import Attendance

/// Did the device see the beacons of a place of work?
struct BeaconCheck: Check {
    /// Beacons are as easily repeated as access points are, and fewer; our estimate.
    private static let insideWeight = -1.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let beacons = evidence.checkIn.beacons
        guard !beacons.isEmpty else { return [] }
        let places = rulebook.places
        guard !places.signals.beacons.isEmpty else {
            return [Finding(.beacons, .beaconsUnknown, .inconclusive)]
        }
        var tally = SignalTally()
        for beacon in beacons {
            for listed in places.signals.beacons[beacon.uuid] ?? []
            where listed.signal.matches(beacon) && evidence.counts(places.fences[listed.fence]) {
                tally.count(listed.fence, rssi: beacon.rssi)
            }
        }
        let proofs = tally.ranked
        guard !proofs.isEmpty else {
            return [Finding(.beacons, .beaconsElsewhere, .contradicts)]
        }
        return SignalTally.findings(.beacons, .beaconsInside, proofs, in: places) { index in
            index == 0 ? Self.insideWeight : 0
        }
    }
}
