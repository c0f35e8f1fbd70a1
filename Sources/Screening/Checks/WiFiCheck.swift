import Attendance
import Geometry

/// Did the device see the access points of a place of work?
///
/// Addresses can be observed and repeated by others, so a match only makes fraud less likely; both
/// weights are our estimates until a place's fingerprint is learned (SPOOFING model, section 2.7).
struct WiFiCheck: Check {
    private static let insideWeight = -1.5
    private static let elsewhereWeight = 0.5
    private static let conflictWeight = 2.0

    /// Phones indoors fall back to positions of cells, which err by kilometres.
    private static let conflictDistance = 5_000.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let wifi = evidence.checkIn.wifi, !wifi.isEmpty else { return [] }
        let places = rulebook.places
        guard places.signals.haveAccessPoints else {
            return [Finding(.wifi, .wifiUnknown, .inconclusive)]
        }
        var tally = SignalTally { evidence.counts(places.fences[$0]) }
        var weak: (sighting: WiFi.Sighting, accessPoint: AccessPoint)?
        for sighting in wifi.sightings {
            let listed = places.signals.accessPoints(of: sighting.bssid)
            tally.count(listed, rssi: sighting.rssi) { accessPoint in
                let isProof = wifi.proves(accessPoint, by: sighting)
                if !isProof { weak = weak ?? (sighting, accessPoint) }
                return isProof
            }
        }
        let proofs = tally.ranked
        guard let best = proofs.first else {
            let minimum = weak?.accessPoint.minimumRSSI
            return [
                Finding(.wifi, .wifiElsewhere, .contradicts, weight: Self.elsewhereWeight)
                    .with("accessPoints", Double(wifi.sightings.count))
                    .with("rssi", minimum == nil ? nil : weak?.sighting.rssi)
                    .with("minimumRSSI", weak?.sighting.rssi == nil ? nil : minimum)
            ]
        }
        let conflict = conflict(with: places.fences[best.fence], evidence)
        return SignalTally.findings(.wifi, .wifiInside, proofs, in: places) { index in
            index == 0 && conflict == nil ? Self.insideWeight : 0
        } + [conflict].compactMap(\.self)
    }

    /// The contradiction between a place that the access points prove and fixes far away from it.
    private func conflict(with fence: Fence, _ evidence: Evidence) -> Finding? {
        guard let fix = evidence.fix, let area = fence.area else { return nil }
        let distance = area.distance(to: fix.position, in: fix.system)
        guard distance > max(Self.conflictDistance, 3 * fix.accuracy.value) else { return nil }
        return Finding(.wifi, .wifiConflict, .contradicts, weight: Self.conflictWeight)
            .with(risk: .wifiMismatch)
            .at(fence.id)
            .with("distance", distance)
    }
}

extension WiFi {
    /// What was seen: each access point of the scan once, at its strongest, and the connected one
    /// where the scan leaves it out.
    var sightings: [Sighting] {
        var seen = scan.strongest(by: \.bssid, rssi: \.rssi)
        if let connected, !seen.contains(where: { $0.bssid == connected }) {
            seen.append(Sighting(bssid: connected, ssid: nil, rssi: nil))
        }
        return seen
    }

    /// Whether a sighting proves a listed access point.
    ///
    /// A connection of unknown strength is strong enough, since it stands.
    func proves(_ accessPoint: AccessPoint, by sighting: Sighting) -> Bool {
        if accessPoint.matches(sighting) { return true }
        guard sighting.rssi == nil, sighting.bssid == connected else { return false }
        let named = [accessPoint.ssid, sighting.ssid].compactMap(\.self)
        return Set(named).count <= 1
    }
}
