import Attendance

/// One question that is put to the evidence of a check-in.
///
/// A check is a value. It does not throw, wait or look at a clock: the same evidence, case file and
/// rulebook always give the same findings. Evidence that the policy switches off has been taken away
/// before, so a check that finds none of its kind simply has nothing to say; that it should have
/// been there is what ``PresenceCheck`` says.
///
/// To add a check: write its file in `Checks`, add its line to ``Checks/ordered``, its codes to
/// `FindingCode` and their sentences to `Messages`. What it needs prepared is a part of
/// ``CompiledRulebook``.
protocol Check: Sendable {
    /// What the evidence says to the question; empty when it says nothing.
    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding]
}

/// The checks in the order in which they look, which is also the order of equally strong findings.
enum Checks {
    /// All of them.
    static let ordered: [any Check] = [
        GeofenceCheck(),
        WiFiCheck(),
        SurroundingsCheck(),
        ScanCheck(),
        NetworkFixCheck(),
        BeaconCheck(),
        CellCheck(),
        NetworkCheck(),
        MockLocationCheck(),
        DeviceCheck(),
        DeviceUseCheck(),
        PhonesCheck(),
        SignatureCheck(),
        AppsCheck(),
        FaceCheck(),
        TravelCheck(),
        FixesCheck(),
        MotionCheck(),
        SensorsCheck(),
        ReplayCheck(),
        ClockCheck(),
        PresenceCheck(),
    ]
}
