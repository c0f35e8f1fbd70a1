import Attendance
import Geometry
import Timekeeping

/// Could the person have come here from the last check-in?
///
/// The speed is v = max(0, d − 2 (h₁ + h₂)) / max(Δt, 60 s); its weight is 0 below 40 m/s and rises
/// linearly to 6 at 250 m/s, the cruising speed of an airliner (SPOOFING model, section 2.7).
struct TravelCheck: Check {
    private static let suspicious = 40.0
    private static let airliner = 250.0
    private static let greatestWeight = 6.0
    private static let leastSeconds = 60.0

    /// Between two check-ins no train and, with its airports, no flight is as fast: half the weight.
    private static let impossible = 145.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let last = caseFile.last, let before = last.position,
            let start = Position(longitude: before.longitude, latitude: before.latitude),
            let fix = evidence.fix?.inWGS84
        else { return [] }
        // A position of unknown accuracy is as coarse as the policy lets one be.
        let unknown = rulebook.policy.place.maximumAccuracy
        let accuracy = evidence.isAccuracyKnown ? fix.accuracy.value : unknown
        let slack = 2 * (accuracy + (before.accuracy ?? unknown))
        let distance = Geodesic.distance(start, fix.position).value
        let span = evidence.checkIn.occurredAt.milliseconds(since: last.occurredAt)
        let seconds = max(Double(span.magnitude) / 1_000, Self.leastSeconds)
        let speed = max(0, distance - slack) / seconds
        return [finding(of: speed).with("distance", distance).with("seconds", seconds)]
    }

    private func finding(of speed: Double) -> Finding {
        let share = (speed - Self.suspicious) / (Self.airliner - Self.suspicious)
        let weight = Self.greatestWeight * min(max(share, 0), 1)
        let finding =
            switch speed {
            case ..<Self.suspicious: Finding(.history, .travelPossible, .supports)
            case ..<Self.impossible:
                Finding(.history, .travelFast, .inconclusive, weight: weight)
            default:
                Finding(.history, .travelImpossible, .contradicts, weight: weight)
                    .with(risk: .impossibleTravel)
            }
        return finding.with("speed", speed)
    }
}
