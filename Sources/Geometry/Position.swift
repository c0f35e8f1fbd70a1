/// A place on Earth: longitude before latitude, both in decimal degrees.
///
/// The coordinate system is not part of the value; whoever passes a position names it.
public struct Position: Hashable, Sendable {
    /// Degrees east, −180…180.
    public let longitude: Double

    /// Degrees north, −90…90.
    public let latitude: Double

    /// Returns nil where a number is undefined or outside its range.
    public init?(longitude: Double, latitude: Double) {
        guard abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Takes degrees that the caller has computed: the longitude is wrapped, the latitude clamped.
    init(wrapping longitude: Double, _ latitude: Double) {
        self.longitude = Position.wrapped(longitude)
        self.latitude = min(max(latitude, -90), 90)
    }

    /// The same meridian in −180…180.
    static func wrapped(_ longitude: Double) -> Double {
        if abs(longitude) <= 180 { return longitude }
        return longitude - 360 * (longitude / 360).rounded()
    }
}
