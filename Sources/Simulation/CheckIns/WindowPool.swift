import Motion

/// Honest windows, each given away once: samples that come twice are a replay.
public struct WindowPool: Sendable {
    private var recorded: [PhoneWindow]
    private let isGenerated: Bool
    private let seconds: Double
    private var seed: UInt64

    /// Windows made on demand; equal seeds give equal windows.
    public init(seed: UInt64, seconds: Double) {
        recorded = []
        isGenerated = true
        self.seconds = seconds
        self.seed = seed &* 1_000_003
    }

    /// Windows that were recorded and do not overlap.
    public init(recorded: [PhoneWindow], seconds: Double) {
        self.recorded = recorded
        isGenerated = false
        self.seconds = seconds
        seed = 0
    }

    /// One more window of some activity, of one source where that still has one; nil when all are
    /// spent.
    mutating func take(_ activities: Set<Activity>, of source: String? = nil) -> PhoneWindow? {
        guard !isGenerated else {
            seed &+= 1
            let ordered = Activity.allCases.filter { activities.contains($0) }
            guard !ordered.isEmpty else { return nil }
            let model = PhoneModel.all[Int(seed / 7 % UInt64(PhoneModel.all.count))]
            let activity = ordered[Int(seed % UInt64(ordered.count))]
            return HonestPhone(model, activity, seconds: seconds).window(seed: seed)
        }
        let fitting = recorded.indices.filter { activities.contains(recorded[$0].activity) }
        let own = fitting.first { recorded[$0].source == source }
        return (own ?? fitting.first).map { recorded.remove(at: $0) }
    }
}
