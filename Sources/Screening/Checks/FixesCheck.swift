import Attendance
import Motion

/// Could a receiver have measured these fixes?
///
/// Family B of the fraud model: jumps, made-up values and movement without any error.
struct FixesCheck: Check {
    private static let family = LikelihoodFindings(
        check: .fixes, group: .fixes, passed: .fixPlausible, namedFrom: 1)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        Self.family.findings(of: evidence.motion)
    }
}
