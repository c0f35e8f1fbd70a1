import Attendance
import Motion

/// Did the motion sensors send what was sent before?
///
/// Noise never repeats, so samples that come again bit for bit, at any offset and by whomever, were
/// not measured now: a hard rule, told as such beside its weight (SPOOFING model, section 2.8). With
/// fresh noise upon them they still correlate with what the organization keeps of the member's
/// earlier motions. A check-in that answers a challenged one may carry the same window.
struct ReplayCheck: Check {
    /// A lying phone of coarse sensors has so little noise that less than this could be chance.
    private static let sharedMinStill = 3
    /// A likeness of 0.91 or more is named; honest windows of one person reach 0.79.
    private static let namedFrom = 4.0

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
        guard shared >= (evidence.isStill ? Self.sharedMinStill : 1) else {
            return Self.correlation(of: evidence, with: caseFile)
        }
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

    /// Other speeds are tried only where something else is wrong, for they cost seven times as much.
    private static func correlation(
        of evidence: Evidence, with caseFile: CaseFile
    ) -> [Finding] {
        let earlier = caseFile.motions(besides: evidence.checkIn.answers)
            .compactMap(\.memory.window)
        guard !earlier.isEmpty, let search = evidence.search else { return [] }
        let isSuspicious = evidence.motion.map { $0.weight > 1 } ?? false
        let speeds = isSuspicious ? ReplaySearch.secondPass : [1]
        guard let likelihood = search.best(in: earlier, speeds: speeds)?.likelihood,
            likelihood.weight > 0
        else { return [] }
        let (code, risk) = likelihood.code.named
        let finding = Finding(.replay, code, .contradicts, weight: likelihood.weight)
            .with("measured", likelihood.measured)
            .with("threshold", likelihood.threshold)
            .with("unit", likelihood.code.unit.rawValue)
        return [likelihood.weight >= namedFrom ? finding.with(risk: risk) : finding]
    }
}
