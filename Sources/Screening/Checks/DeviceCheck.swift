import Attendance

/// What does the device say of itself?
///
/// Only an admission counts: a device that lies says that all is well.
struct DeviceCheck: Check {
    /// Weights of the SPOOFING model, section 2.7: root flag, virtual device, developer options.
    private static let rootedWeight = 1.5
    private static let emulatorWeight = 4.0
    private static let developerOptionsWeight = 0.5

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let device = evidence.checkIn.device else { return [] }
        var findings: [Finding] = []
        if device.isEmulator == true {
            findings.append(
                Finding(.device, .deviceEmulator, .contradicts, weight: Self.emulatorWeight)
                    .with(risk: .emulator))
        }
        if device.isRooted == true {
            findings.append(
                Finding(.device, .deviceRooted, .contradicts, weight: Self.rootedWeight)
                    .with(risk: .rooted))
        }
        if device.hasDeveloperOptions == true {
            let weight = Self.developerOptionsWeight
            findings.append(
                Finding(.device, .deviceDeveloperOptions, .contradicts, weight: weight)
                    .with(risk: .developerOptions))
        }
        return findings
    }
}
