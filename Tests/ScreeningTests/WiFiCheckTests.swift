import Attendance
import Testing

@testable import Screening

struct WiFiCheckTests {
    private static let address = "3c:84:6a:12:34:56"

    private func source(_ accessPoints: AccessPoint...) -> RulebookSource {
        Sample.source([Sample.geofence { $0.accessPoints = accessPoints }])
    }

    private func findings(
        _ wifi: WiFi, _ accessPoint: AccessPoint, location: Location? = nil
    ) -> [Finding] {
        let checkIn = Sample.checkIn {
            $0.wifi = wifi
            $0.location = location
        }
        return WiFiCheck().findings(in: checkIn, by: source(accessPoint))
    }

    @Test(arguments: [
        ("3C:84:6A:12:34:56", true), ("3c-84-6a-12-34-56", true), ("3c:84:6a:*", true),
        ("3C:84:6A:*:*:*", true), ("3c:84:6a:12:34:57", false), ("3c:84:6b:*", false),
    ])
    func `an address is one whatever its letters, and a maker's by its wildcard`(
        pattern: String, isInside: Bool
    ) throws {
        let found = findings(
            try Sample.wifi(Self.address), try Sample.accessPoint(pattern))

        #expect(found.map(\.code) == [isInside ? .wifiInside : .wifiElsewhere])
        #expect(found[0].geofence == (isInside ? Sample.id("hq") : nil))
    }

    @Test(arguments: [
        (-85.0 as Double?, FindingCode.wifiInside), (-85.1, .wifiElsewhere), (nil, .wifiElsewhere),
    ])
    func `a signal must be strong enough`(rssi: Double?, code: FindingCode) throws {
        let found = findings(
            try Sample.wifi(Self.address, rssi: rssi),
            try Sample.accessPoint(Self.address, minimumRSSI: -85))

        #expect(found.map(\.code) == [code])
        if let rssi, code == .wifiElsewhere {
            #expect(found[0].number("rssi") == rssi && found[0].number("minimumRSSI") == -85)
        }
    }

    @Test func `an access point that is sent twice counts once, at its strongest`() throws {
        let strengths = [-90.0, -50, -70]
        let scan = try strengths.map { try Sample.wifi(Self.address, rssi: $0).scan }.flatMap(
            \.self)

        let found = findings(
            WiFi(connected: nil, scan: scan), try Sample.accessPoint(Self.address))

        #expect(found[0].number("count") == 1 && found[0].number("rssi") == -50)
    }

    @Test func `a connection counts without a scan and whatever strength is asked for`() throws {
        let wifi = WiFi(connected: BSSID(Self.address), scan: [])

        let found = findings(
            wifi, try Sample.accessPoint(Self.address, ssid: "corp", minimumRSSI: -60))

        #expect(found.map(\.code) == [.wifiInside])
    }

    @Test func `a connection that the scan shows to be weak is weak`() throws {
        let scan = try Sample.wifi(Self.address, rssi: -90).scan
        let wifi = WiFi(connected: BSSID(Self.address), scan: scan)

        let found = findings(wifi, try Sample.accessPoint(Self.address, minimumRSSI: -60))

        #expect(found.map(\.code) == [.wifiElsewhere])
    }

    @Test(arguments: [("corp" as String?, true), ("guest", false), (nil, true)])
    func `a network that tells its name must tell the right one`(
        ssid: String?, isInside: Bool
    ) throws {
        let found = findings(
            try Sample.wifi(Self.address, ssid: ssid),
            try Sample.accessPoint(Self.address, ssid: "corp"))

        #expect((found[0].code == .wifiInside) == isInside)
    }

    @Test func `where no place names an access point Wi-Fi tells nothing`() throws {
        let checkIn = try Sample.checkIn(wifi: Self.address)

        let found = WiFiCheck().findings(in: checkIn)

        #expect(found == [Finding(.wifi, .wifiUnknown, .inconclusive)])
    }

    @Test func `the place with most access points comes first and alone has weight`() throws {
        let other = "3c:84:6a:00:00:01"
        let places = [
            try Sample.geofence("one", accessPoints: [Self.address]),
            try Sample.geofence("both", accessPoints: [Self.address, other]),
        ]
        let scan = try Sample.wifi(Self.address).scan + Sample.wifi(other).scan
        let checkIn = Sample.checkIn { $0.wifi = WiFi(connected: nil, scan: scan) }

        let found = WiFiCheck().findings(in: checkIn, by: Sample.source(places))

        #expect(found.map(\.geofence) == [Sample.id("both"), Sample.id("one")])
        #expect(found.map(\.weight) == [-1.5, 0])
    }

    @Test(arguments: [(2_000.0, 10.0, false), (7_000, 10, true), (7_000, 3_000, false)])
    func `access points far away from a good fix contradict it`(
        north: Double, accuracy: Double, conflicts: Bool
    ) throws {
        let found = findings(
            try Sample.wifi(Self.address), try Sample.accessPoint(Self.address),
            location: Sample.location(north: north, accuracy: accuracy))

        #expect(found.contains { $0.risk == .wifiMismatch } == conflicts)
        #expect(found[0].weight == (conflicts ? 0 : -1.5))
    }
}

extension Sample {
    /// A check-in that saw one access point.
    static func checkIn(wifi bssid: String) throws -> CheckIn {
        let wifi = try wifi(bssid)
        return checkIn { $0.wifi = wifi }
    }

    /// A place with access points.
    static func geofence(_ name: String, accessPoints: [String]) throws -> Geofence {
        let points = try accessPoints.map { try accessPoint($0) }
        return geofence(name) { $0.accessPoints = points }
    }
}
