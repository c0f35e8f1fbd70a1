import Attendance
import Timekeeping

/// Does the phone belong to a pair that one person carries or steers?
///
/// Two receivers never agree to the last bit of a coordinate; two phones of one mock location do. While
/// a phone lies still its system may pin a coordinate, so then it says nothing (SPOOFING model,
/// sections 0 and 2.7). One phone that two members share is what ``DeviceUseCheck`` tells.
struct PhonesCheck: Check {
    private static let identicalWeight = 4.0
    private static let identicalMilliseconds: UInt64 = 60_000

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let checkIn = evidence.checkIn
        guard let coordinates = checkIn.traces.coordinates, !evidence.isStill else { return [] }
        let spans = caseFile.recurrences.filter {
            $0.trace == coordinates && $0.member != checkIn.member && !$0.sharesDevice
        }
        .map { checkIn.occurredAt.milliseconds(since: $0.occurredAt).magnitude }
        guard let span = spans.min(), span <= Self.identicalMilliseconds else { return [] }
        return [
            Finding(.history, .phonesIdentical, .contradicts, weight: Self.identicalWeight)
                .with(risk: .identicalCoordinates)
                .with("seconds", Double(span) / 1_000)
        ]
    }
}
