import Motion

/// One window of a phone, recorded or generated, with what is known about it.
public struct PhoneWindow: Sendable {
    /// The recording, or the seed, that it comes from; windows of one source are never split between
    /// fitting and testing.
    public let source: String
    /// The phone's model.
    public let device: String
    /// What the person was doing.
    public let activity: Activity
    /// What the phone would send.
    public var evidence: MotionEvidence
    /// Steps really taken, where known.
    public var steps: Int?

    /// Joins evidence with its origin.
    public init(source: String, device: String, activity: Activity, evidence: MotionEvidence) {
        self.source = source
        self.device = device
        self.activity = activity
        self.evidence = evidence
    }

    /// Seconds of the first and last sensor sample, or of the fixes without sensors.
    public var span: ClosedRange<Double> {
        let times = evidence.accelerometer?.times ?? evidence.fixes.fixes.map(\.time)
        let (first, last) = (times.min() ?? 0, times.max() ?? 0)
        return first...last
    }
}
