import Attendance
import Motion

/// Turns one family of likelihood ratios into findings.
///
/// What speaks for fraud becomes a finding each; what speaks for honesty or says nothing becomes one
/// finding together. So the findings' weights sum to the family's own sum.
struct LikelihoodFindings {
    /// The check that reports them.
    let check: CheckName
    /// The family.
    let group: LikelihoodGroup
    /// What is found where tests are passed.
    let passed: FindingCode
    /// The family's sum from which what is wrong is named.
    let namedFrom: Double

    /// The findings in the order of the tests; empty where no test could be made.
    func findings(of judgement: MotionJudgement?) -> [Finding] {
        let all = (judgement?.likelihoods ?? []).filter {
            $0.code.group == group && $0.code != .innovation
        }
        guard !all.isEmpty else { return [] }
        let isNamed = group.weight(of: all) >= namedFrom
        let against = all.filter { $0.weight > 0 }
        let findings = against.map { finding(of: $0, isNamed: isNamed) }
        let rest = all.filter { $0.weight <= 0 }
        let sum = rest.reduce(0) { $0 + $1.weight }
        guard against.isEmpty || sum < 0 else { return findings }
        return findings + [
            Finding(check, passed, .supports, weight: sum).with("count", Double(rest.count))
        ]
    }

    private func finding(of likelihood: Likelihood, isNamed: Bool) -> Finding {
        let (code, risk) = likelihood.code.named
        let finding = Finding(check, code, .contradicts, weight: likelihood.weight)
            .with("measured", likelihood.measured)
            .with("threshold", likelihood.threshold)
            .with("unit", likelihood.code.unit.rawValue)
        // A single weak hint is for the score; it accuses nobody.
        return isNamed && likelihood.weight >= 1 ? finding.with(risk: risk) : finding
    }
}

extension LikelihoodCode {
    /// The words for a test that speaks for fraud: what was found, and what is wrong then.
    var named: (FindingCode, RiskCode) {
        switch self {
        case .speedForMotion: (.motionSpeed, .motionMismatch)
        case .tooFarForSteps: (.motionSteps, .motionMismatch)
        case .pathNotWalked: (.motionPath, .motionMismatch)
        case .turnsNotFelt: (.motionTurns, .motionMismatch)
        case .accelerationNotFelt: (.motionAcceleration, .motionMismatch)
        case .frozenWhileMoving: (.motionFrozen, .frozenFix)
        case .jump, .innovation: (.fixJump, .teleport)
        case .speedNotTravelled: (.fixSpeed, .templateFix)
        case .ruledLine: (.fixRuledLine, .templateFix)
        case .constantAccuracy: (.fixConstantAccuracy, .templateFix)
        case .templateFix: (.fixTemplate, .templateFix)
        case .coarseDecimals: (.fixDecimals, .templateFix)
        case .tooQuiet: (.sensorTooQuiet, .syntheticSensors)
        case .identicalVectors: (.sensorIdentical, .syntheticSensors)
        case .whiteAcceleration: (.sensorWhite, .syntheticSensors)
        case .spectralLine: (.sensorTone, .syntheticSensors)
        case .wrongGravity: (.sensorGravity, .syntheticSensors)
        case .attitudeMismatch: (.sensorAttitude, .syntheticSensors)
        case .rotationMismatch: (.sensorRotation, .syntheticSensors)
        case .replayedSamples: (.replaySamples, .replayedSensors)
        case .replayedMotion: (.replayMotion, .replayedSensors)
        }
    }
}
