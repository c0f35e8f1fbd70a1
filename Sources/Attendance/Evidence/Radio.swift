/// The hardware address of an access point: six bytes.
public struct BSSID: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The address in the low 48 bits.
    public let value: UInt64

    /// Reads `3c:84:6a:12:34:56` (or with `-`), in either case; nil for anything else.
    public init?(_ text: String) {
        let units = Array(text.utf8)
        guard units.count == 17 else { return nil }
        let separator = units[2]
        guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
        var value: UInt64 = 0
        for (index, unit) in units.enumerated() {
            if index % 3 == 2 {
                guard unit == separator else { return nil }
            } else {
                guard let digit = Self.digit(unit) else { return nil }
                value = value << 4 | digit
            }
        }
        self.value = value
    }

    /// Lower-case hexadecimal pairs with colons.
    public var description: String {
        stride(from: 40, through: 0, by: -8).map { shift in
            let byte = (value >> UInt64(shift)) & 0xff
            return String(byte >> 4, radix: 16) + String(byte & 0xf, radix: 16)
        }.joined(separator: ":")
    }

    /// Whether the address was made up by software rather than bought by a manufacturer.
    public var isLocallyAdministered: Bool { (value >> 40) & 0x02 != 0 }

    private static func digit(_ unit: UInt8) -> UInt64? {
        switch unit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(unit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(unit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(unit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

/// What a device's Wi-Fi saw.
public struct WiFi: Sendable {
    /// The access point that the device was connected to.
    public let connected: BSSID?
    /// At most 500 access points, in the order sent.
    public let scan: [Sighting]

    /// A scan as its parts say.
    public init(connected: BSSID?, scan: [Sighting]) {
        self.connected = connected
        self.scan = scan
    }

    /// Whether nothing was seen.
    public var isEmpty: Bool { connected == nil && scan.isEmpty }

    /// One access point as one scan saw it.
    public struct Sighting: Sendable {
        /// Its address.
        public let bssid: BSSID
        /// Its network's name.
        public let ssid: String?
        /// Its signal strength in dBm, below 0; nil when the device does not know.
        public let rssi: Double?

        /// A sighting as its parts say.
        public init(bssid: BSSID, ssid: String?, rssi: Double?) {
            self.bssid = bssid
            self.ssid = ssid
            self.rssi = rssi
        }
    }
}

/// A Bluetooth beacon as the device saw it.
public struct Beacon: Hashable, Codable, Sendable {
    /// The proximity UUID, in lower case.
    public let uuid: String
    /// The major number.
    public let major: UInt16
    /// The minor number.
    public let minor: UInt16
    /// Its signal strength in dBm, below 0.
    public let rssi: Double?

    /// A beacon as its parts say.
    public init(uuid: String, major: UInt16, minor: UInt16, rssi: Double? = nil) {
        self.uuid = uuid.lowercased()
        self.major = major
        self.minor = minor
        self.rssi = rssi
    }
}

/// A cell of a mobile network as the device saw it.
public struct Cell: Hashable, Codable, Sendable {
    /// The mobile country code.
    public let mcc: Int
    /// The mobile network code.
    public let mnc: Int
    /// The tracking or location area.
    public let area: Int64?
    /// The cell's identity.
    public let cell: Int64
    /// Its signal strength in dBm, below 0.
    public let rssi: Double?

    /// A cell as its parts say.
    public init(mcc: Int, mnc: Int, area: Int64?, cell: Int64, rssi: Double? = nil) {
        self.mcc = mcc
        self.mnc = mnc
        self.area = area
        self.cell = cell
        self.rssi = rssi
    }
}
