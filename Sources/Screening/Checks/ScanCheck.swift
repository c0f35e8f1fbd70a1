import Attendance
import Timekeeping

/// Did the Wi-Fi scan come before, address for address and strength for strength?
///
/// Strengths vary by some dB from scan to scan, so that five or more never repeat by chance
/// (SPOOFING model, section 2.7). But phones hand out their last scan until they make another one, and
/// Android lets an app in front scan four times in two minutes, all apps in the background together
/// once in thirty (developer.android.com, "Wi-Fi scanning overview", restrictions since Android 9). So
/// what the person's own phone sent up to five minutes before says nothing, up to thirty little.
struct ScanCheck: Check {
    private static let replayedWeight = 5.0
    private static let cachedWeight = 1.0
    private static let freshMilliseconds: Int64 = 300_000
    private static let cachedMilliseconds: Int64 = 1_800_000

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let checkIn = evidence.checkIn
        guard let scan = checkIn.traces.scan else { return [] }
        let earlier = caseFile.recurrences.filter {
            $0.trace == scan && !$0.isAnswered(by: checkIn)
        }
        guard !earlier.isEmpty else { return [] }
        // At a kiosk one phone speaks for many.
        let isOwn = earlier.allSatisfy {
            $0.sharesDevice && ($0.member == checkIn.member || checkIn.kiosk != nil)
        }
        let age = earlier.reduce(Int64(0)) {
            max($0, abs(checkIn.occurredAt.milliseconds(since: $1.occurredAt)))
        }
        if isOwn, age <= Self.freshMilliseconds { return [] }
        if isOwn, age <= Self.cachedMilliseconds {
            return [
                Finding(.surroundings, .wifiCached, .inconclusive, weight: Self.cachedWeight)
                    .with("seconds", Double(age / 1_000))
            ]
        }
        return [
            Finding(.surroundings, .wifiReplayed, .contradicts, weight: Self.replayedWeight)
                .with(risk: .replayedWiFi)
                .with("count", Double(checkIn.wifi?.scan.count ?? 0))
        ]
    }
}
