import Foundation

/// What the settled fixes say by themselves: a weighted line fit in a local plane.
///
/// East = R cos φ₀ Δλ and north = R Δφ about the first fix, with R = 6,371,000 m; in error by less
/// than 0.5 % over the few hundred metres of a check-in.
public struct TrackStatistics: Equatable, Sendable {
    /// The fewest settled fixes that statistics are made from.
    public static let countMin = 4

    /// Seconds of each fix.
    public let times: [Double]
    /// Metres east and north of the first fix.
    let positions: [SIMD2<Double>]
    /// East and north velocity of the fitted line, m/s.
    public let velocity: SIMD2<Double>
    /// The size of `velocity`.
    public let speed: Double
    /// Standard deviation of `velocity` per axis, m/s: max(0.15, 0.35·median σ / √Σ(t − t̄)²). 0.35 is
    /// the white part of a phone's position error; the rest is common to all fixes of a window.
    public let speedSigma: Double
    /// The median standard deviation per axis of a fix, metres.
    public let sigmaMedian: Double
    /// Metres from the first to the last fix.
    public let displacement: Double
    /// The share of fixes that repeat the coordinates before them bit for bit.
    public let repeated: Double

    /// Returns nil with fewer than `countMin` settled fixes, or when they span no time.
    public init?(of track: FixTrack) { self.init(settled: track.settled) }

    init?(settled fixes: [Fix]) {
        guard fixes.count >= Self.countMin, let first = fixes.first, let last = fixes.last,
            last.time - first.time >= 1
        else { return nil }
        let plane = LocalPlane(at: first)
        let positions = fixes.map(plane.position)
        let weights = fixes.map { 1 / max(0.01, $0.sigma * $0.sigma) }
        let total = weights.reduce(0, +)
        let meanTime = zip(weights, fixes).reduce(0) { $0 + $1.0 * $1.1.time } / total
        let mean = zip(weights, positions).reduce(SIMD2<Double>()) { $0 + $1.0 * $1.1 } / total
        var moment = SIMD2<Double>()
        var (weighted, plain) = (0.0, 0.0)
        for (index, fix) in fixes.enumerated() {
            let time = fix.time - meanTime
            moment += weights[index] * time * (positions[index] - mean)
            weighted += weights[index] * time * time
            plain += time * time
        }
        times = fixes.map(\.time)
        self.positions = positions
        velocity = weighted > 0 ? moment / weighted : SIMD2()
        speed = (velocity * velocity).sum().squareRoot()
        sigmaMedian = fixes.map(\.sigma).sorted()[fixes.count / 2]
        speedSigma = max(0.15, 0.35 * sigmaMedian / max(plain, 1e-9).squareRoot())
        displacement = (positions[positions.count - 1] - positions[0]).length
        repeated =
            Double(zip(fixes, fixes.dropFirst()).count { $0.isAt($1) }) / Double(fixes.count - 1)
    }

    /// Seconds from the first to the last fix.
    public var duration: Double { times[times.count - 1] - times[0] }
}

/// A tangent plane in metres, east and north.
struct LocalPlane {
    static let radius = 6_371_000.0
    private let latitude: Double
    private let longitude: Double
    private let scale: Double

    init(at fix: Fix) {
        latitude = fix.latitude
        longitude = fix.longitude
        scale = cos(fix.latitude * .pi / 180)
    }

    func position(_ fix: Fix) -> SIMD2<Double> {
        var turn = fix.longitude - longitude
        if turn > 180 { turn -= 360 }
        if turn < -180 { turn += 360 }
        return SIMD2(turn * scale, fix.latitude - latitude) * (Self.radius * .pi / 180)
    }
}

extension Fix {
    func isAt(_ other: Fix) -> Bool {
        latitude == other.latitude && longitude == other.longitude
    }
}

extension SIMD2<Double> {
    var length: Double { (self * self).sum().squareRoot() }
}
