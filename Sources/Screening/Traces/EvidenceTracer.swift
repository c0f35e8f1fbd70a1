import Attendance
import Motion

/// Makes the traces by which evidence is known when it comes again.
///
/// Motion samples leave winnowed fingerprints (`Fingerprints`): any 75 samples that are sent again, by
/// whomever and at whatever offset, share one. SipHash-2-4 under a key of the organization's own.
public struct EvidenceTracer: Sendable {
    private let key: @Sendable (OrganizationID) -> [UInt8]

    /// Neighbouring runs of samples of which one leaves a trace; 15 s of two sensors leave about 45.
    static let spacing = 64
    /// Fewer access points than this may well be seen alike twice.
    static let scanMin = 5

    /// A tracer with a secret of 16 bytes or more for each organization.
    public init(key: @escaping @Sendable (OrganizationID) -> [UInt8]) { self.key = key }

    /// The traces of a check-in's evidence; O(samples).
    public func traces(of checkIn: CheckIn, in organization: OrganizationID) -> Traces {
        var traces = Traces()
        let bytes = key(organization)
        let key = FingerprintKey(
            low: Self.word(bytes.prefix(8)), high: Self.word(bytes.dropFirst(8).prefix(8)))
        let sensors = PhoneSensors(checkIn.motion)
        if !sensors.isEmpty {
            traces.motion = Fingerprints(
                accelerometer: sensors.accelerometer, gyroscope: sensors.gyroscope, key: key,
                spacing: Self.spacing
            ).values.map(Int64.init(bitPattern:))
        }
        traces.scan = Self.scan(checkIn.wifi, key: key)
        if checkIn.device != nil, checkIn.kiosk == nil {
            traces.coordinates = Self.coordinates(checkIn.location, key: key)
        }
        return traces
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func scan(_ wifi: WiFi?, key: FingerprintKey) -> Int64? {
        let seen = (wifi?.scan ?? []).compactMap { sighting in
            sighting.rssi.map { (address: sighting.bssid.value, rssi: $0) }
        }
        .sorted { ($0.address, $0.rssi) < ($1.address, $1.rssi) }
        guard Set(seen.map(\.address)).count >= scanMin else { return nil }
        var hash = SipHash(key: key)
        hash.append(Domain.scan.rawValue)
        for sighting in seen {
            hash.append(sighting.address)
            hash.append(sighting.rssi.bitPattern)
        }
        return Int64(bitPattern: hash.finish())
    }

    private static func coordinates(_ location: Location?, key: FingerprintKey) -> Int64? {
        guard let location, let fix = location.fixes.max(by: { $0.t < $1.t }) else { return nil }
        var hash = SipHash(key: key)
        hash.append(Domain.coordinates.rawValue)
        let system = CoordinateSystemName.allCases.firstIndex(of: location.coordinateSystem)
        hash.append(UInt64(system ?? 0))
        hash.append(fix.latitude.bitPattern)
        hash.append(fix.longitude.bitPattern)
        return Int64(bitPattern: hash.finish())
    }

    /// What a hash is of, so that no two kinds ever meet; `Fingerprints` takes 1 and 2.
    private enum Domain: UInt64 {
        case scan = 16
        case coordinates
    }
}
