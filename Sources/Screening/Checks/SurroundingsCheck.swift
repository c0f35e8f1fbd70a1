import Attendance
import Motion

/// Does the phone see the access points that the place usually shows?
///
/// The place is the one that the fixes claim; what it usually shows was learned from accepted
/// check-ins (`CoLocation`, SPOOFING model, section 2.7). Where places overlap the likeliest speaks.
/// Learned surroundings agree or disagree with a place; they never prove it.
struct SurroundingsCheck: Check {
    /// Named from here on, and only at a place that is known: at a cosine of 0.085 or less.
    private static let namedFrom = 2.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let wifi = evidence.checkIn.wifi, let now = caseFile.receivedAt else { return [] }
        let places = caseFile.surroundings.compactMap { id, known in
            known.place(at: now).map { (id: id, place: $0) }
        }
        .sorted { $0.id.text < $1.id.text }
        if wifi.isEmpty { return Self.silence(at: places) }
        let scan = RadioScan(evidence.checkIn.traces)
        let judged = places.compactMap { id, place in
            CoLocation(of: scan, at: place).map { (id: id, place: place, found: $0) }
        }
        guard let best = judged.max(by: { $0.found.similarity < $1.found.similarity }) else {
            return []
        }
        let weight = best.found.weight
        let finding =
            weight > 0
            ? Finding(.surroundings, .wifiUnlike, .contradicts, weight: weight)
            : Finding(.surroundings, .wifiAlike, .supports, weight: weight)
        let isNamed =
            weight >= Self.namedFrom && best.place.checkIns >= RadioPlace.checkInsMin
        return [
            (isNamed ? finding.with(risk: .wifiMismatch) : finding)
                .at(best.id)
                .with("measured", best.found.similarity)
                .with("threshold", CoLocation.neutral)
                .with("unit", LikelihoodUnit.ratio.rawValue)
                .with("checkIns", Double(best.place.checkIns))
        ]
    }

    /// Wi-Fi may be switched off, so hearing nothing accuses nobody by itself.
    private static func silence(at places: [(id: GeofenceID, place: RadioPlace)]) -> [Finding] {
        let quietest = places.min {
            CoLocation.weightOfSilence(at: $0.place) < CoLocation.weightOfSilence(at: $1.place)
        }
        guard let quietest else { return [] }
        let weight = CoLocation.weightOfSilence(at: quietest.place)
        guard weight > 0 else { return [] }
        return [
            Finding(.surroundings, .wifiEmpty, .contradicts, weight: weight)
                .at(quietest.id)
                .with("measured", 0)
                .with("threshold", Double(quietest.place.usualCount))
                .with("unit", LikelihoodUnit.count.rawValue)
        ]
    }
}
