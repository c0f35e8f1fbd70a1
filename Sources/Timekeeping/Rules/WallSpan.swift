/// A span of wall time such as a break; an end at or before the start lies on the next day.
public struct WallSpan: Hashable, Codable, Sendable {
    /// When it begins.
    public let start: WallTime
    /// When it ends.
    public let end: WallTime

    /// A span as its ends say.
    public init(start: WallTime, end: WallTime) {
        self.start = start
        self.end = end
    }

    /// Minutes on the clock from start to end, 1…1440.
    public var length: Int {
        end.minutes > start.minutes
            ? end.minutes - start.minutes : end.minutes + 1440 - start.minutes
    }
}
