import Attendance
import Motion

/// Could a receiver have measured these fixes?
///
/// Family B of the fraud model: jumps, made-up values and movement without any error. What is wrong
/// is named from a sum of 2.5 on, so that coordinates with few decimals alone accuse nobody.
struct FixesCheck: Check {
    private static let family = LikelihoodFindings(
        check: .fixes, group: .fixes, passed: .fixPlausible, namedFrom: 2.5)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        Self.family.findings(of: evidence.motion)
    }
}
