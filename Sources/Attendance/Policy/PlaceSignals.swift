/// An access point that proves a place: one address, or all of one maker's.
public struct AccessPoint: Hashable, Codable, Sendable {
    /// The address as the admin wrote it: six bytes, or an OUI wildcard such as `3c:84:6a:*`.
    public let pattern: String
    /// The address, or its leading three bytes, in the low bits.
    public let value: UInt64
    /// Whether only the leading three bytes count.
    public let isWildcard: Bool
    /// The network's name; when given, a scan that tells a name must tell this one.
    public let ssid: String?
    /// The weakest signal in dBm that still proves the place.
    public let minimumRSSI: Double?

    /// Returns nil for a malformed address or wildcard.
    public init?(_ pattern: String, ssid: String? = nil, minimumRSSI: Double? = nil) {
        let wildcards = [":*:*:*", "-*-*-*", ":*", "-*"]
        if let tail = wildcards.first(where: pattern.hasSuffix) {
            let separator = tail.prefix(1)
            let padded = pattern.dropLast(tail.count) + "\(separator)00\(separator)00\(separator)00"
            guard let address = BSSID(String(padded)) else { return nil }
            value = address.value >> 24
            isWildcard = true
        } else {
            guard let address = BSSID(pattern) else { return nil }
            value = address.value
            isWildcard = false
        }
        self.pattern = pattern
        self.ssid = ssid
        self.minimumRSSI = minimumRSSI
    }

    /// Whether a sighting is of this access point, strong enough to count.
    public func matches(_ sighting: WiFi.Sighting) -> Bool {
        guard covers(sighting.bssid) else { return false }
        if let ssid, let seen = sighting.ssid, ssid != seen { return false }
        guard let minimumRSSI else { return true }
        return sighting.rssi.map { $0 >= minimumRSSI } ?? false
    }

    /// Whether an address is this one, or of this maker.
    public func covers(_ bssid: BSSID) -> Bool {
        (isWildcard ? bssid.value >> 24 : bssid.value) == value
    }
}

/// A beacon that proves a place.
public struct BeaconSignal: Hashable, Codable, Sendable {
    /// The proximity UUID, in lower case.
    public let uuid: String
    /// The major number; nil for any.
    public let major: UInt16?
    /// The minor number; nil for any.
    public let minor: UInt16?

    /// A beacon as its parts say.
    public init(uuid: String, major: UInt16?, minor: UInt16?) {
        self.uuid = uuid.lowercased()
        self.major = major
        self.minor = minor
    }

    /// Whether a beacon that was seen is this one.
    public func matches(_ beacon: Beacon) -> Bool {
        beacon.uuid == uuid && (major.map { $0 == beacon.major } ?? true)
            && (minor.map { $0 == beacon.minor } ?? true)
    }
}

/// A cell that suggests a place.
public struct CellSignal: Hashable, Codable, Sendable {
    /// The mobile country code.
    public let mcc: Int
    /// The mobile network code.
    public let mnc: Int
    /// The tracking or location area; nil for any.
    public let area: Int64?
    /// The cell's identity.
    public let cell: Int64

    /// A cell as its parts say.
    public init(mcc: Int, mnc: Int, area: Int64?, cell: Int64) {
        self.mcc = mcc
        self.mnc = mnc
        self.area = area
        self.cell = cell
    }

    /// Whether a cell that was seen is this one.
    public func matches(_ seen: Cell) -> Bool {
        seen.mcc == mcc && seen.mnc == mnc && seen.cell == cell
            && (area.map { $0 == seen.area } ?? true)
    }
}
