import Attendance
import Motion

/// Did the phone feel the journey that its fixes tell?
///
/// Family C of the fraud model. A mismatch is named, and by default flagged, from a sum of 3 on: the
/// odds of fraud are twenty times what they were before.
struct MotionCheck: Check {
    private static let family = LikelihoodFindings(
        check: .motion, group: .agreement, passed: .motionAgrees, namedFrom: 3)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        Self.family.findings(of: evidence.motion)
    }
}
