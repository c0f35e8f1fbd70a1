/// One line of a report: one attack, or all together, at one window length.
public struct EvaluationRow: Codable, Equatable, Sendable {
    /// What was attacked how.
    public let name: String
    /// Seconds of the windows.
    public let seconds: Double
    /// How many attacked windows.
    public let count: Int
    /// The area under the operating curve.
    public let area: Double
    /// Detected where 1 % of honest windows would be flagged.
    public let detection: Double
    /// Its interval of 95 %.
    public let interval: BinomialInterval
    /// Detected where 0.1 % of honest windows would be flagged.
    public let strictDetection: Double
    /// Detected with the threshold of 1 % taken from other recordings only.
    public let heldOut: Double
}
