import Attendance

/// Whose device is it?
///
/// A kiosk is everybody's, so it is not asked.
struct DeviceUseCheck: Check {
    /// Per user beyond the first (SPOOFING model, section 2.7).
    private static let sharedWeight = 1.5
    /// A device that was another member's until now: as one more user of it.
    private static let foreignWeight = 1.5
    /// A device that the member did not use before (SPOOFING model, section 2.7).
    private static let newWeight = 0.7
    /// Our estimate: as little as a new device, which the last of too many often is.
    private static let tooManyWeight = 0.5

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let checkIn = evidence.checkIn
        guard checkIn.device != nil, checkIn.kiosk == nil else { return [] }
        let rule = rulebook.policy.device
        var findings: [Finding] = []

        let others = caseFile.otherUsersOfDevice
        if others > 0 {
            let weight = Self.sharedWeight * Double(others)
            findings.append(
                Finding(.history, .deviceShared, .contradicts, weight: weight)
                    .with(risk: .sharedDevice)
                    .with("others", Double(others))
                    .with("hours", Double(rule.sharedWindowHours)))
        }
        if others == 0, caseFile.isOthersDevice {
            findings.append(
                Finding(.history, .deviceForeign, .contradicts, weight: Self.foreignWeight)
                    .with(risk: .foreignDevice))
        }
        guard caseFile.isKnownDevice == false else { return findings }
        findings.append(
            Finding(.history, .deviceNew, .contradicts, weight: Self.newWeight)
                .with(risk: .newDevice))
        let devices = caseFile.otherDevicesOfMember + 1
        if devices > rule.maximumPerMember {
            findings.append(
                Finding(.history, .deviceTooMany, .contradicts, weight: Self.tooManyWeight)
                    .with(risk: .tooManyDevices)
                    .with("devices", Double(devices))
                    .with("maximum", Double(rule.maximumPerMember)))
        }
        return findings
    }
}
