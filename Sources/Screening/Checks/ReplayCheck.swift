import Attendance
import Motion

/// Did the motion sensors send what was sent before?
///
/// Noise never repeats, so samples that come again bit for bit, at any offset and by whomever, were
/// not measured now: a hard rule, told as such beside its weight (SPOOFING model, section 2.8). A
/// check-in that answers a challenged one may carry the same window.
struct ReplayCheck: Check {
    /// A lying phone of coarse sensors has so little noise that less than this could be chance.
    private static let sharedMinStill = 3

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let checkIn = evidence.checkIn
        let own = Set(checkIn.traces.motion)
        let shared = Set(
            caseFile.recurrences.filter {
                own.contains($0.trace) && !$0.isAnswered(by: checkIn)
            }
            .map(\.trace)
        ).count
        guard shared >= (evidence.isStill ? Self.sharedMinStill : 1) else { return [] }
        let likelihood = Fingerprints.likelihood(shared: shared)
        let (code, risk) = likelihood.code.named
        return [
            Finding(.replay, code, .contradicts, weight: likelihood.weight)
                .with(risk: risk)
                .with("measured", likelihood.measured)
                .with("threshold", likelihood.threshold)
                .with("unit", likelihood.code.unit.rawValue)
                .with("rule", "hard")
        ]
    }
}
