import Attendance

/// Did the Wi-Fi scan come before, address for address and strength for strength?
///
/// Strengths vary by some dB from scan to scan, so that five or more never repeat by chance
/// (SPOOFING model, section 2.7).
struct ScanCheck: Check {
    private static let replayedWeight = 5.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let checkIn = evidence.checkIn
        guard let scan = checkIn.traces.scan,
            caseFile.recurrences.contains(where: {
                $0.trace == scan && !$0.isAnswered(by: checkIn)
            })
        else { return [] }
        return [
            Finding(.surroundings, .wifiReplayed, .contradicts, weight: Self.replayedWeight)
                .with(risk: .replayedWiFi)
                .with("count", Double(checkIn.wifi?.scan.count ?? 0))
        ]
    }
}
