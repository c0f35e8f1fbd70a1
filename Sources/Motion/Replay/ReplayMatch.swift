/// How alike a window is to one seen earlier.
public struct ReplayMatch: Equatable, Sendable {
    /// The normalised cross-correlation at the best lag, −1…1: over six axes or over magnitudes,
    /// whichever is larger.
    public let score: Double
    /// Which of the earlier windows.
    public let index: Int
    /// Seconds by which the earlier window's content comes later in it.
    public let lag: Double

    /// The finding: genuine windows of one person reach 0.79, replays with sensor noise 0.99, turned
    /// or not. The weight rises in a straight line from 0 at 0.82 to 5 at 0.93.
    public var likelihood: Likelihood {
        let weight = score < 0.82 ? -0.2 : min(5, 5 * (score - 0.82) / 0.11)
        return Likelihood(.replayedMotion, weight: weight, measured: score, threshold: 0.82)
    }
}
