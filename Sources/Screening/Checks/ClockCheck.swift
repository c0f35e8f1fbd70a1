import Attendance
import Timekeeping

/// Is the device's clock right?
///
/// Admission has already refused a clock that is too far off; this is about the rest.
struct ClockCheck: Check {
    /// Phones set their clocks by the network; slow uploads stay well below.
    private static let tolerance = 120.0

    /// Our estimate, reached where admission would refuse: clocks are off by accident, too.
    private static let greatestWeight = 1.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let receivedAt = caseFile.receivedAt else { return [] }
        let checkIn = evidence.checkIn
        let age = Double(receivedAt.milliseconds(since: checkIn.occurredAt)) / 1_000
        let limit = Double(Attendance.Limits.clockSkewMilliseconds) / 1_000
        if checkIn.isQueued, age > Self.tolerance {
            return [Finding(.clock, .clockQueued, .inconclusive).with("seconds", age)]
        }
        guard abs(age) > Self.tolerance else { return [] }
        let share = (abs(age) - Self.tolerance) / (limit - Self.tolerance)
        return [
            Finding(
                .clock, .clockSkewed, .contradicts, weight: Self.greatestWeight * min(share, 1)
            )
            .with(risk: .clockSkew)
            .with("seconds", age)
        ]
    }
}
