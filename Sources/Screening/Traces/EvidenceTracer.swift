import Attendance
import Foundation
import Geometry
import Motion
import Timekeeping

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
        traces.movement = Self.movement(sensors, of: checkIn, key: key)
        traces.scan = Self.scan(checkIn.wifi, key: key)
        traces.accessPoints = Self.accessPoints(checkIn.wifi, key: key)
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

    /// Without addresses that phones make up, and without the hotspots of phones.
    private static func accessPoints(
        _ wifi: WiFi?, key: FingerprintKey
    ) -> [Traces.AccessPoint] {
        (wifi?.scan ?? []).compactMap { sighting in
            guard let strength = sighting.rssi,
                RadioScan.isFixed(
                    firstOctet: UInt8(truncatingIfNeeded: sighting.bssid.value >> 40)),
                !hotspots.contains(where: { sighting.ssid?.contains($0) ?? false })
            else { return nil }
            var hash = SipHash(key: key)
            hash.append(Domain.accessPoint.rawValue)
            hash.append(sighting.bssid.value)
            return Traces.AccessPoint(
                trace: Int64(bitPattern: hash.finish()), strength: strength)
        }
    }

    /// What phones and printers call the networks that they open themselves.
    private static let hotspots = ["iPhone", "iPad", "AndroidAP", "DIRECT-"]

    /// What a hash is of, so that no two kinds ever meet; `Fingerprints` takes 1 and 2.
    enum Domain: UInt64 {
        case scan = 16
        case coordinates
        case accessPoint
        case cell
    }
}

extension EvidenceTracer {
    /// The side of a square in metres, and how far from a fix another phone may be told to be.
    private static let (side, spread) = (250.0, 100.0)
    private static let degree = 111_195.0
    /// Times beyond an hour from the check-in are not believed.
    private static let farthest = 3_600_000.0

    /// When and where the sensors say that the phone was moved.
    static func movement(
        _ sensors: PhoneSensors, of checkIn: CheckIn, key: FingerprintKey
    ) -> Traces.Movement? {
        guard let force = sensors.accelerometer, let rate = sensors.gyroscope,
            isMoved(force, rate), let first = force.times.min(), let last = force.times.max(),
            max(abs(first), abs(last)) * 1_000 < farthest,
            let start = Int64(exactly: (first * 1_000).rounded()),
            let end = Int64(exactly: (last * 1_000).rounded())
        else { return nil }
        let corners = corners(checkIn.location).map { cell(of: $0, key: key) }
        return Traces.Movement(
            startedAt: checkIn.occurredAt.advanced(byMilliseconds: start),
            endedAt: checkIn.occurredAt.advanced(byMilliseconds: end),
            cell: corners.first,
            nearby: Set(corners.dropFirst()).sorted())
    }

    /// Whether a window may be other than still (`Stillness`), by the raw samples.
    private static func isMoved(_ force: SensorTrack, _ rate: SensorTrack) -> Bool {
        deviation(of: force) >= 0.05 || deviation(of: rate) >= 0.02
    }

    private static func deviation(of track: SensorTrack) -> Double {
        var (sum, squares) = (0.0, 0.0)
        for k in 0..<track.count {
            let square =
                track.x[k] * track.x[k] + track.y[k] * track.y[k]
                + track.z[k] * track.z[k]
            sum += square.squareRoot()
            squares += square
        }
        let count = Double(max(1, track.count))
        return max(0, squares / count - sum / count * (sum / count)).squareRoot()
    }

    /// The newest fix in WGS-84, then the corners of its surroundings; empty without a fix.
    private static func corners(_ location: Location?) -> [(latitude: Double, longitude: Double)] {
        guard let location, let fix = location.fixes.max(by: { $0.t < $1.t }),
            let given = Position(longitude: fix.longitude, latitude: fix.latitude)
        else { return [] }
        let place = CoordinateSystem(location.coordinateSystem).toWGS84(given)
        let north = spread / degree
        let east = north / shrinkage(at: place.latitude)
        return [(0.0, 0.0), (-1, -1), (-1, 1), (1, -1), (1, 1)].map {
            (place.latitude + $0.0 * north, place.longitude + $0.1 * east)
        }
    }

    private static func shrinkage(at latitude: Double) -> Double {
        max(0.01, cos(latitude * .pi / 180))
    }

    private static func cell(
        of place: (latitude: Double, longitude: Double), key: FingerprintKey
    ) -> Int64 {
        let row = (place.latitude * degree / side).rounded(.down)
        // One width for a whole row, so that its squares do not overlap.
        let width = side / (degree * shrinkage(at: row * side / degree))
        var hash = SipHash(key: key)
        hash.append(Domain.cell.rawValue)
        hash.append(row.bitPattern)
        hash.append((place.longitude / width).rounded(.down).bitPattern)
        return Int64(bitPattern: hash.finish())
    }
}
