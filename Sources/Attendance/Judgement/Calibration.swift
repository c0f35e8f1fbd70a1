/// How an organization's own reviews correct the score (Platt 1999): a line through the log odds.
public struct Calibration: Hashable, Codable, Sendable {
    /// What log odds are multiplied by; 1 leaves them alone.
    public let slope: Double
    /// What is added to log odds; 0 leaves them alone.
    public let offset: Double

    /// No correction.
    public static let identity = Calibration(slope: 1, offset: 0)

    /// A correction as its parts say.
    public init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }
}
