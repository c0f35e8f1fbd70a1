import Attendance
import Motion

/// Could hardware have measured these samples?
///
/// Family D of the fraud model: noise floors, repetition, pure tones, gravity, attitude.
struct SensorsCheck: Check {
    private static let family = LikelihoodFindings(
        check: .sensors, group: .sensors, passed: .sensorPlausible, namedFrom: 3)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard evidence.checkIn.motion?.isEmpty == false else { return [] }
        let findings = Self.family.findings(of: evidence.motion)
        guard findings.isEmpty else { return findings }
        return [Finding(.sensors, .sensorTooFew, .inconclusive)]
    }
}
