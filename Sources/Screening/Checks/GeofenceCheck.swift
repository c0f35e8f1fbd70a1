import Attendance
import Geometry

/// Is the position in a place of work?
///
/// A position says nothing of fraud by itself: who forges one forges it inside. So the findings weigh
/// nothing, and the policy's rule for places decides what follows.
struct GeofenceCheck: Check {
    /// Places that are worth telling, the nearest ones.
    private static let told = 3

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let fix = evidence.fix else { return [] }
        let places = rulebook.places
        let matches = places.areas.judge(fix, limit: Self.told) {
            evidence.counts(places.fences[$0])
        }
        guard let nearest = matches.first else {
            return [Finding(.geofence, .placeUnknown, .inconclusive)]
        }
        let rule = rulebook.policy.place
        let inside = matches.filter { rule.outcome(of: $0, fix: fix) == .inside }
        guard inside.isEmpty else {
            return inside.sorted { $0.probability > $1.probability }
                .map { describe($0, .placeInside, .supports, evidence, places) }
        }
        // A place that the position may be in says more than one that is merely nearer.
        let likeliest = matches.max { $0.probability < $1.probability } ?? nearest
        let match = likeliest.probability > 0 ? likeliest : nearest
        if fix.isCoarse(under: rule) {
            let finding = describe(match, .placeCoarse, .inconclusive, evidence, places)
            return [finding.with("maximumAccuracy", rule.maximumAccuracy)]
        }
        if rule.outcome(of: match, fix: fix) == .uncertain {
            return [describe(match, .placeUncertain, .inconclusive, evidence, places)]
        }
        let isExcluded = places.fences[match.id].excludes(fix)
        let code: FindingCode = isExcluded ? .placeExcluded : .placeOutside
        return [describe(match, code, .contradicts, evidence, places)]
    }

    private func describe(
        _ match: FenceMatch,
        _ code: FindingCode,
        _ outcome: Finding.Outcome,
        _ evidence: Evidence,
        _ places: Places
    ) -> Finding {
        Finding(.geofence, code, outcome)
            .at(places.fences[match.id].id)
            .with("distance", match.distance)
            .with("probability", match.probability)
            .with("accuracy", evidence.isAccuracyKnown ? evidence.fix?.accuracy.value : nil)
    }
}

extension Policy.PlaceRule {
    /// Less probable than this and a position counts as outside, not as uncertain.
    private static let negligible = 0.05

    /// On which side of a boundary a fix is, as far as its accuracy allows to tell.
    func outcome(of match: FenceMatch, fix: Geometry.Fix) -> Place.Outcome {
        if fix.isCoarse(under: self) { return .uncertain }
        if match.probability >= minimumProbability { return .inside }
        return match.probability >= Self.negligible ? .uncertain : .outside
    }
}

extension Geometry.Fix {
    /// Whether a fix is too coarse to be judged.
    func isCoarse(under rule: Policy.PlaceRule) -> Bool { accuracy.value > rule.maximumAccuracy }
}
