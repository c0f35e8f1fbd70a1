/// How an organization's own reviews correct the score (Platt 1999): a line through the log odds.
///
/// Kept as a document of its own, whose every version says under which line a record was judged.
public struct Calibration: Hashable, Codable, Sendable {
    /// What log odds are multiplied by; 1 leaves them alone.
    public let slope: Double
    /// What is added to log odds; 0 leaves them alone.
    public let offset: Double

    /// The id that it is kept under.
    public static let documentID = "calibration"
    /// No correction.
    public static let identity = Calibration(slope: 1, offset: 0)

    /// Slopes that keep more evidence more suspicious.
    static let slopes = 0.01...10.0
    /// Offsets that leave some doubt either way.
    static let offsets = -20.0...20.0

    /// A correction as its parts say.
    public init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }

    /// The correction as it is judged by: inside of its bounds, none where it is no line at all.
    public var bounded: Calibration {
        guard slope.isFinite, offset.isFinite else { return .identity }
        return Calibration(
            slope: min(max(slope, Self.slopes.lowerBound), Self.slopes.upperBound),
            offset: min(max(offset, Self.offsets.lowerBound), Self.offsets.upperBound))
    }
}
