/// A position that a phone reported, with the radius within which it claims to be right.
public struct Fix: Hashable, Sendable {
    /// Where the phone says it is.
    public let position: Position

    /// The system of `position`.
    public let system: CoordinateSystem

    /// Horizontal accuracy: the radius of a circle that holds the true position with a probability
    /// of 68 % (Android's definition); 0 where none is claimed, which is taken for exact.
    public let accuracy: Metres

    /// A fix in a coordinate system.
    public init(
        _ position: Position, in system: CoordinateSystem = .wgs84, accuracy: Metres = .zero
    ) {
        self.position = position
        self.system = system
        self.accuracy = accuracy
    }

    /// The same fix in WGS-84.
    public var inWGS84: Fix { Fix(system.toWGS84(position), accuracy: accuracy) }
}
