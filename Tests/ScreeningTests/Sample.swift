import Attendance
import Foundation
import Timekeeping

@testable import Screening

/// A valid organization, check-in and case file; a test changes one thing of them.
enum Sample {
    static let now = Instant(milliseconds: 1_795_395_480_000)
    /// The middle of the office, WGS-84.
    static let centre = Geofence.Point(longitude: 120.7263, latitude: 31.2954)
    /// Metres of a degree of latitude here.
    static let degree = 110_860.0

    static func id<Subject>(_ text: String) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else { preconditionFailure("malformed sample id") }
        return id
    }

    /// A circle of 100 m around a point so many metres north of the middle.
    static func geofence(
        _ name: String = "hq", north: Double = 0, radius: Double = 100,
        _ change: (inout Geofence) -> Void = { _ in }
    ) -> Geofence {
        let point = Geofence.Point(
            longitude: centre.longitude, latitude: centre.latitude + north / degree)
        var geofence = Geofence(
            id: id(name), name: name, outline: .circle(point, radius: radius),
            coordinateSystem: .wgs84)
        change(&geofence)
        return geofence
    }

    static func source(
        _ geofences: [Geofence] = [geofence()], revision: Int64 = 1,
        _ change: (inout Policy) -> Void = { _ in }
    ) -> RulebookSource {
        var policy = Policy()
        change(&policy)
        let organization = Organization(
            id: id("acme"), name: "Acme", timeZone: "Asia/Shanghai",
            createdAt: Instant(milliseconds: 0))
        return RulebookSource(
            revision: revision, organization: organization, policy: policy, policyVersion: 2,
            geofences: geofences)
    }

    static func checkIn(_ change: (inout CheckIn) -> Void = { _ in }) -> CheckIn {
        var checkIn = CheckIn(
            id: UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6)), member: id("e1"),
            direction: .in, occurredAt: now, bodyDigest: [1])
        checkIn.location = location()
        change(&checkIn)
        return checkIn
    }

    /// One fix so many metres north of the middle.
    static func location(
        north: Double = 0, accuracy: Double? = 10, _ change: (inout Fix) -> Void = { _ in }
    ) -> Location {
        var fix = Fix(
            t: 0, latitude: centre.latitude + north / degree, longitude: centre.longitude,
            accuracy: accuracy)
        change(&fix)
        return Location(coordinateSystem: .wgs84, fixes: [fix])
    }

    static func caseFile(_ change: (inout CaseFile) -> Void = { _ in }) -> CaseFile {
        var caseFile = CaseFile(organization: source().organization, revision: 1)
        caseFile.receivedAt = now
        change(&caseFile)
        return caseFile
    }

    static func wifi(_ bssid: String, rssi: Double? = -50, ssid: String? = nil) throws -> WiFi {
        guard let address = BSSID(bssid) else { throw Malformed() }
        return WiFi(connected: nil, scan: [.init(bssid: address, ssid: ssid, rssi: rssi)])
    }

    static func accessPoint(
        _ pattern: String, ssid: String? = nil, minimumRSSI: Double? = nil
    ) throws -> AccessPoint {
        guard let point = AccessPoint(pattern, ssid: ssid, minimumRSSI: minimumRSSI) else {
            throw Malformed()
        }
        return point
    }

    struct Malformed: Error {}
}

extension Check {
    /// What the check alone finds.
    func findings(
        in checkIn: CheckIn, against caseFile: CaseFile = Sample.caseFile(),
        by source: RulebookSource = Sample.source()
    ) -> [Finding] {
        let rulebook = CompiledRulebook(source)
        return examine(Evidence(checkIn, for: rulebook), against: caseFile, by: rulebook)
    }
}
