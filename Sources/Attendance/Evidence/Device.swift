/// The device that made a check-in, as it describes itself.
public struct Device: Sendable {
    /// The client's id of the device; kept only as a keyed pseudonym.
    public let id: String
    /// Its operating system.
    public let platform: Platform
    /// The maker's name of the model.
    public var model: String?
    /// The version of its operating system.
    public var osVersion: String?
    /// The version of the enterprise's app.
    public var appVersion: String?
    /// Whether the device says its user owns the system.
    public var isRooted: Bool?
    /// Whether the device says it is a program on another machine.
    public var isEmulator: Bool?
    /// Whether developer options are switched on.
    public var hasDeveloperOptions: Bool?

    /// A device of which only id and platform are known.
    public init(id: String, platform: Platform) {
        self.id = id
        self.platform = platform
    }

    /// The operating systems that check-ins come from.
    public enum Platform: String, Codable, Sendable, CaseIterable {
        /// Google's.
        case android
        /// Apple's.
        case ios
        /// Huawei's.
        case harmony
        /// A browser.
        case web
    }
}

/// What the device's motion sensors read over a short window.
///
/// Times are milliseconds relative to the check-in's `occurredAt`. Axes are Android's: x right, y up the screen,
/// z out of it; at rest face up the accelerometer reads (0, 0, +9.81).
public struct Motion: Sendable {
    /// Specific force in m/s², gravity included.
    public var accelerometer: Track?
    /// Angular rate in rad/s.
    public var gyroscope: Track?
    /// Attitude as a unit quaternion, device to east-north-up.
    public var rotationVector: Track?

    /// No sensor at all; set those that were sent.
    public init() {}

    /// Whether no sensor sent a sample.
    public var isEmpty: Bool {
        [accelerometer, gyroscope, rotationVector].allSatisfy { $0?.t.isEmpty ?? true }
    }

    /// The columns of one sensor: equally long, at most 3,000 samples.
    public struct Track: Sendable {
        /// Milliseconds relative to the check-in.
        public let t: [Double]
        /// The x axis.
        public let x: [Double]
        /// The y axis.
        public let y: [Double]
        /// The z axis.
        public let z: [Double]
        /// The scalar part of a quaternion; nil for three-axis sensors.
        public let w: [Double]?

        /// Returns nil unless all columns are equally long.
        public init?(t: [Double], x: [Double], y: [Double], z: [Double], w: [Double]? = nil) {
            guard x.count == t.count, y.count == t.count, z.count == t.count,
                w.map({ $0.count == t.count }) ?? true
            else { return nil }
            self.t = t
            self.x = x
            self.y = y
            self.z = z
            self.w = w
        }
    }
}
