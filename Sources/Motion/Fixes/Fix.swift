/// One position the phone claims, in WGS-84.
public struct Fix: Equatable, Sendable {
    /// Seconds on the same base as the sensors.
    public let time: Double
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double
    /// Radius in metres that holds the true position with probability 0.68; nil when not given.
    public let accuracy: Double?
    /// Metres per second over ground.
    public var speed: Double?
    /// Degrees clockwise from true north.
    public var heading: Double?
    /// Metres above the ellipsoid.
    public var altitude: Double?

    /// Returns nil for a position off the globe or a time that is not finite. A negative accuracy
    /// (iOS: not available) counts as absent.
    public init?(time: Double, latitude: Double, longitude: Double, accuracy: Double?) {
        guard time.isFinite, abs(latitude) <= 90, abs(longitude) <= 360 else { return nil }
        self.time = time
        self.latitude = latitude
        self.longitude = longitude
        self.accuracy = accuracy.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    /// The standard deviation per axis in metres: r₆₈ = σ·√(−2 ln 0.32) for a circular Gaussian.
    /// 30 m where the phone gave no accuracy.
    var sigma: Double { (accuracy ?? 45) / 1.509_59 }
}
