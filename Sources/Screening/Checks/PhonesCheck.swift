import Attendance
import Motion
import Timekeeping

/// Does the phone belong to a pair that one person carries or steers?
///
/// Two phones that one person carries feel the same motion at the same time, however each is turned.
/// Two receivers never agree to the last bit of a coordinate; two phones of one mock location do. While
/// a phone lies still its system may pin a coordinate, so then it says nothing (SPOOFING model,
/// sections 0 and 2.7). One phone that two members share is what ``DeviceUseCheck`` tells.
struct PhonesCheck: Check {
    private static let togetherWeight = 4.0
    /// SPOOFING model, section 2.7; two people in step reach less.
    private static let likenessMin = 0.9
    private static let identicalWeight = 4.0
    private static let identicalMilliseconds: UInt64 = 60_000

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard evidence.checkIn.kiosk == nil else { return [] }
        return Self.together(evidence, caseFile) + Self.identical(evidence, caseFile)
    }

    private static func together(_ evidence: Evidence, _ caseFile: CaseFile) -> [Finding] {
        let companions = caseFile.companions.compactMap(\.memory.window)
        guard !companions.isEmpty, let match = evidence.search?.best(in: companions),
            match.score >= likenessMin
        else { return [] }
        return [
            Finding(.history, .phonesTogether, .contradicts, weight: togetherWeight)
                .with(risk: .carriedTogether)
                .with("measured", match.score)
                .with("threshold", likenessMin)
                .with("unit", LikelihoodUnit.ratio.rawValue)
        ]
    }

    private static func identical(_ evidence: Evidence, _ caseFile: CaseFile) -> [Finding] {
        let checkIn = evidence.checkIn
        guard let coordinates = checkIn.traces.coordinates, !evidence.isStill else { return [] }
        let spans = caseFile.recurrences.filter {
            $0.trace == coordinates && $0.member != checkIn.member && !$0.sharesDevice
        }
        .map { checkIn.occurredAt.milliseconds(since: $0.occurredAt).magnitude }
        guard let span = spans.min(), span <= identicalMilliseconds else { return [] }
        return [
            Finding(.history, .phonesIdentical, .contradicts, weight: identicalWeight)
                .with(risk: .identicalCoordinates)
                .with("seconds", Double(span) / 1_000)
        ]
    }
}
