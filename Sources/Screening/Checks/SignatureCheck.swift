import Attendance

/// Did the device sign that registered a key to sign with?
///
/// A signature that is wrong never comes so far: such a request is refused.
struct SignatureCheck: Check {
    /// Our estimate: whoever speaks in a registered device's name without its key is seldom it.
    private static let unsignedWeight = 3.0
    /// Our estimate: the key does not leave the device, but the device may lie elsewhere.
    private static let signedWeight = -0.5

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard evidence.checkIn.device != nil, caseFile.deviceKey != nil else { return [] }
        guard evidence.checkIn.proof == nil else {
            return [
                Finding(.attestation, .deviceSigned, .supports, weight: Self.signedWeight)
            ]
        }
        return [
            Finding(.attestation, .deviceUnsigned, .contradicts, weight: Self.unsignedWeight)
                .with(risk: .attestationFailed)
        ]
    }
}
