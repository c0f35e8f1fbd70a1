/// Samples of one three-axis sensor as the phone sent them: columns of equal length.
///
/// Axes are those of the Android sensor frame: x to the right of the screen, y up the screen, z out of
/// the screen; a phone lying face up at rest measures (0, 0, +9.81) m/s². CoreMotion values enter as
/// −9.80665 times their own.
public struct SensorTrack: Equatable, Sendable {
    /// The most samples a track may hold.
    public static let countMax = 3_000

    /// Seconds on the check-in's own time base; any order, duplicates allowed.
    public let times: [Double]
    /// Right of the screen: m/s² with gravity, rad/s, or a quaternion's i.
    public let x: [Double]
    /// Up the screen.
    public let y: [Double]
    /// Out of the screen.
    public let z: [Double]

    /// Returns nil for columns of unequal length, more than `countMax` samples, or a value that is
    /// not finite; an empty track is a track.
    public init?(seconds times: [Double], x: [Double], y: [Double], z: [Double]) {
        guard times.count <= Self.countMax,
            x.count == times.count, y.count == times.count, z.count == times.count,
            [times, x, y, z].allSatisfy(Self.isFinite)
        else { return nil }
        self.times = times
        self.x = x
        self.y = y
        self.z = z
    }

    /// The same from times in milliseconds.
    public init?(milliseconds times: [Double], x: [Double], y: [Double], z: [Double]) {
        self.init(seconds: times.map { $0 / 1_000 }, x: x, y: y, z: z)
    }

    /// How many samples there are.
    public var count: Int { times.count }

    /// Whether no value is infinite or undefined: their sum with zero weights is zero only then.
    static func isFinite(_ column: [Double]) -> Bool {
        column.reduce(0) { $0 + $1 * 0 } == 0
    }
}
