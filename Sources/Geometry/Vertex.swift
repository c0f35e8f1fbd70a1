/// A corner of a shape as a client gave it: longitude before latitude, in degrees, not yet checked.
///
/// Unlike a `Position` its longitude may run beyond ±180 (to ±360), which is how one ring crosses
/// the antimeridian. `Area.init` checks every vertex.
public struct Vertex: Hashable, Sendable {
    /// Degrees east, −360…360 in a valid shape.
    public var longitude: Double

    /// Degrees north, −90…90 in a valid shape.
    public var latitude: Double

    /// Takes any two numbers.
    public init(_ longitude: Double, _ latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The corner at a position.
    public init(_ position: Position) {
        self.init(position.longitude, position.latitude)
    }
}
