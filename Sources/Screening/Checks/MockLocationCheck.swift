import Attendance

/// Does the operating system say that a fix was made up?
struct MockLocationCheck: Check {
    /// ln(0.6 / 0.002): how often forged and genuine fixes carry the flag (SPOOFING model, 2.7).
    private static let reportedWeight = 5.7
    /// ln(0.4 / 0.998).
    private static let deniedWeight = -0.9

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let fixes = evidence.checkIn.location?.fixes ?? []
        let forged = fixes.filter { $0.mock == true }.count
        if forged > 0 {
            return [
                Finding(.mockLocation, .mockReported, .contradicts, weight: Self.reportedWeight)
                    .with(risk: .mockLocation)
                    .with("count", Double(forged))
                    .with("fixes", Double(fixes.count))
            ]
        }
        // A flag that is left out of one fix says nothing, or leaving it out would pay.
        guard !fixes.isEmpty, fixes.allSatisfy({ $0.mock == false }) else { return [] }
        return [Finding(.mockLocation, .mockDenied, .supports, weight: Self.deniedWeight)]
    }
}
