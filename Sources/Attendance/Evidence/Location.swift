/// Where a device says it was, over a short window.
public struct Location: Sendable {
    /// The system that every fix is given in; declared by the client, never guessed.
    public let coordinateSystem: CoordinateSystemName
    /// At most 300 fixes, in the order sent.
    public let fixes: [Fix]

    /// A location as its parts say.
    public init(coordinateSystem: CoordinateSystemName, fixes: [Fix]) {
        self.coordinateSystem = coordinateSystem
        self.fixes = fixes
    }
}

/// The coordinate systems that a client may declare.
public enum CoordinateSystemName: String, Codable, Sendable, CaseIterable {
    /// The world's.
    case wgs84
    /// China's public maps.
    case gcj02
    /// Baidu's maps.
    case bd09
}

/// One position as the operating system reported it.
public struct Fix: Codable, Hashable, Sendable {
    /// Milliseconds relative to the check-in's `occurredAt`; negative before it.
    public let t: Double
    /// Degrees north, −90…90.
    public let latitude: Double
    /// Degrees east, −180…180.
    public let longitude: Double
    /// The 68 % radius in metres; nil when the device does not know.
    public var accuracy: Double?
    /// Metres above the ellipsoid.
    public var altitude: Double?
    /// The 68 % half-width of `altitude`, in metres.
    public var altitudeAccuracy: Double?
    /// Degrees clockwise from north, 0..<360.
    public var heading: Double?
    /// Metres a second, never negative.
    public var speed: Double?
    /// What the operating system says of the fix: true means a mock location.
    public var mock: Bool?
    /// The source, such as `gps`, `fused` or `network`.
    public var provider: String?

    /// A bare position.
    public init(t: Double, latitude: Double, longitude: Double, accuracy: Double? = nil) {
        self.t = t
        self.latitude = latitude
        self.longitude = longitude
        self.accuracy = accuracy
    }
}
