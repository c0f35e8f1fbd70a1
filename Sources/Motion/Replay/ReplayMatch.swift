/// How alike a window is to one seen earlier.
public struct ReplayMatch: Equatable, Sendable {
    /// The normalised cross-correlation over six axes at the best lag, −1…1.
    public let score: Double
    /// Which of the earlier windows.
    public let index: Int
    /// Seconds by which the earlier window's content comes later in it.
    public let lag: Double

    /// The finding: genuine windows of one person reach 0.77, replays with sensor noise 0.998.
    public var likelihood: Likelihood {
        let weight = score >= 0.93 ? 5 : score >= 0.85 ? 2 : -0.2
        return Likelihood(.replayedMotion, weight: weight, measured: score, threshold: 0.85)
    }
}
