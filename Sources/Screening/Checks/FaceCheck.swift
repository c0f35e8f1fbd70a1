import Attendance
import Faces

/// Is it the member's face, alive, and seen for the first time?
///
/// The server sees vectors only, so whether a face is alive is the device's word.
struct FaceCheck: Check {
    /// Our estimates: no published figures tell how often such faces are fraud.
    private static let matchWeight = -2.0
    private static let mismatchWeight = 4.0
    private static let notLiveWeight = 4.0
    /// A vector is never measured alike twice (`FaceRepeat`).
    private static let replayedWeight = 6.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let face = evidence.checkIn.face, let model = rulebook.faceModels[face.model] else {
            return []
        }
        let templates = caseFile.templates.map(\.vector)
            .filter { $0.dimension == model.dimension }
        var findings = Self.liveness(of: face, under: rulebook.policy.face.liveness)
        if caseFile.repeatsFace || FaceRepeat.isRepeat(face.vector, ofAny: templates) {
            findings.append(
                Finding(.face, .faceReplayed, .contradicts, weight: Self.replayedWeight)
                    .with(risk: .replayedFace))
            return findings
        }
        guard let comparison = try? model.verify(face.vector, against: templates) else {
            return findings + [
                Finding(.face, .faceNotEnrolled, .inconclusive).with(risk: .faceNotEnrolled)
            ]
        }
        return findings + [Self.finding(comparison, under: rulebook.policy)]
    }

    private static func liveness(
        of face: Face, under rule: Policy.Liveness
    ) -> [Finding] {
        switch (face.liveness, rule) {
        case (.failed, .required), (.failed, .preferred):
            [
                Finding(.face, .faceNotLive, .contradicts, weight: notLiveWeight)
                    .with(risk: .faceNotLive)
            ]
        case (.unchecked, .required):
            [Finding(.face, .faceUnchecked, .inconclusive).with(risk: .faceNotLive)]
        default: []
        }
    }

    private static func finding(_ comparison: FaceComparison, under policy: Policy) -> Finding {
        let finding =
            if comparison.inReviewBand {
                uncertain(comparison, under: policy)
            } else if comparison.match {
                Finding(.face, .faceMatch, .supports, weight: matchWeight)
            } else {
                Finding(.face, .faceMismatch, .contradicts, weight: mismatchWeight)
                    .with(risk: .faceMismatch)
            }
        return
            finding
            .with("score", comparison.score)
            .with("threshold", comparison.threshold)
            .with("metric", comparison.metric.rawValue)
    }

    /// A person looks, on either side of the threshold; nobody is rejected for so little.
    private static func uncertain(
        _ comparison: FaceComparison, under policy: Policy
    ) -> Finding {
        let finding = Finding(.face, .faceUncertain, .inconclusive).with(action: .flag)
        return comparison.match ? finding : finding.with(risk: .faceMismatch)
    }
}
