/// What of a check-in's evidence may be kept for a while beyond its summary.
///
/// Neither the list of apps, the face, a photograph nor the device's id has a place in it.
public struct KeptEvidence: Sendable {
    /// The fixes.
    public var location: Location?
    /// The cells of the mobile network; they go with the fixes.
    public var cells: [Cell] = []
    /// The access points.
    public var wifi: WiFi?
    /// The beacons; they go with the access points.
    public var beacons: [Beacon] = []
    /// What the motion sensors read.
    public var motion: Motion?
    /// What the device said of itself.
    public var device: DeviceTraits?

    /// Nothing.
    public init() {}

    /// What a check-in carries of it.
    public init(of checkIn: CheckIn) {
        location = checkIn.location.flatMap { $0.fixes.isEmpty ? nil : $0 }
        cells = checkIn.cells
        wifi = checkIn.wifi.flatMap { $0.isEmpty ? nil : $0 }
        beacons = checkIn.beacons
        motion = checkIn.motion.flatMap { $0.isEmpty ? nil : $0 }
        device = checkIn.device.map(DeviceTraits.init)
    }

    /// Whether there is nothing to keep.
    public var isEmpty: Bool {
        location == nil && cells.isEmpty && wifi == nil && beacons.isEmpty && motion == nil
            && device == nil
    }

    /// The purposes whose withdrawn consent takes a part of it away.
    public static let purposes: [Purpose] = [.location, .wifi, .motion, .device]
}

/// What a device said of itself, without what tells it from others of its kind.
public struct DeviceTraits: Hashable, Sendable {
    /// Its operating system.
    public let platform: Device.Platform
    /// The maker's name of the model.
    public var model: String?
    /// The version of its operating system.
    public var osVersion: String?
    /// The version of the enterprise's app.
    public var appVersion: String?
    /// Whether its user owns the system.
    public var isRooted: Bool?
    /// Whether it is a program on another machine.
    public var isEmulator: Bool?
    /// Whether developer options are switched on.
    public var hasDeveloperOptions: Bool?

    /// Traits of which only the platform is known.
    public init(platform: Device.Platform) { self.platform = platform }

    /// The traits of a device.
    public init(_ device: Device) {
        self.init(platform: device.platform)
        model = device.model
        osVersion = device.osVersion
        appVersion = device.appVersion
        isRooted = device.isRooted
        isEmulator = device.isEmulator
        hasDeveloperOptions = device.hasDeveloperOptions
    }
}

/// For how long the evidence of a check-in is kept, and by whose word.
public struct EvidenceRule: Hashable, Sendable {
    /// Days from its receipt; at least 1.
    public let days: Int
    /// The group whose own policy says so; nil for the organization's.
    public let group: String?

    /// Returns nil where nothing is kept.
    public init?(days: Int, group: String?) {
        guard days > 0 else { return nil }
        self.days = days
        self.group = group
    }
}
