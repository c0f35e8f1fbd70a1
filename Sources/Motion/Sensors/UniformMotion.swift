/// Acceleration and angular rate on one uniform clock, without gaps.
///
/// The phone's own samples are interpolated linearly to 50 Hz. A pause of more than 0.25 s in either
/// sensor splits the recording, and the longest part that both sensors cover is kept, at most its last
/// 60 s: what was not measured is not invented.
public struct UniformMotion: Sendable {
    /// The rate of the clock, in hertz, that `init(accelerometer:gyroscope:)` uses.
    public static let standardRate = 50.0
    /// The longest pause, in seconds, that is bridged.
    public static let gapMax = 0.25
    /// The most samples kept: 60 s at 50 Hz.
    static let countMax = 3_000
    /// Magnitudes beyond this are cut: no phone measures them, and their squares stay finite.
    static let magnitudeMax = 1e4

    /// Samples per second.
    public let rate: Double
    /// Seconds of the first sample, on the check-in's time base.
    public let start: Double
    /// How many samples a column has.
    public let count: Int
    /// Whether angular rate was measured; without it its columns are zero.
    public let hasGyroscope: Bool
    /// Six columns one after the other: acceleration x, y, z in m/s², angular rate x, y, z in rad/s.
    let columns: [Double]

    /// Returns nil when less than half a second can be read.
    public init?(accelerometer: SensorTrack, gyroscope: SensorTrack?) {
        let acceleration = OrderedTrack(accelerometer)
        let rotation = gyroscope.map(OrderedTrack.init)
        let spans = acceleration.spans()
        let shared = rotation.map { Self.intersections(of: spans, with: $0.spans()) } ?? []
        let hasGyroscope = shared.contains { $0.upperBound - $0.lowerBound >= 0.5 }
        let longest = (hasGyroscope ? shared : spans).max {
            $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound
        }
        guard let longest, longest.upperBound - longest.lowerBound >= 0.5 else { return nil }
        let wanted = ((longest.upperBound - longest.lowerBound) * Self.standardRate).rounded(.down)
        let count = min(Self.countMax, (Int(exactly: wanted) ?? Self.countMax) + 1)
        let start = max(
            longest.lowerBound,
            longest.upperBound - Double(Self.countMax - 1) / Self.standardRate
        )
        self.rate = Self.standardRate
        self.start = start
        self.count = count
        self.hasGyroscope = hasGyroscope
        self.columns = [Double](unsafeUninitializedCapacity: 6 * count) { buffer, filled in
            let clock = (start: start, step: 1 / Self.standardRate, count: count)
            acceleration.interpolate(into: buffer.baseAddress!, clock: clock)
            if hasGyroscope, let rotation {
                rotation.interpolate(into: buffer.baseAddress! + 3 * count, clock: clock)
            } else {
                (buffer.baseAddress! + 3 * count).initialize(repeating: 0, count: 3 * count)
            }
            filled = 6 * count
        }
    }

    /// Takes six equally long columns that are uniform already; nil when their length does not fit.
    init?(columns: [Double], rate: Double, start: Double = 0) {
        guard columns.count >= 6, columns.count.isMultiple(of: 6), rate > 0 else { return nil }
        self.rate = rate
        self.start = start
        self.count = columns.count / 6
        self.hasGyroscope = true
        self.columns = columns
    }

    /// Seconds from the first to the last sample.
    public var duration: Double { Double(count - 1) / rate }

    private static func intersections(
        of left: [ClosedRange<Double>],
        with right: [ClosedRange<Double>]
    ) -> [ClosedRange<Double>] {
        var (i, j) = (0, 0)
        var shared: [ClosedRange<Double>] = []
        while i < left.count, j < right.count {
            let lower = max(left[i].lowerBound, right[j].lowerBound)
            let upper = min(left[i].upperBound, right[j].upperBound)
            if lower < upper { shared.append(lower...upper) }
            if left[i].upperBound < right[j].upperBound { i += 1 } else { j += 1 }
        }
        return shared
    }
}
