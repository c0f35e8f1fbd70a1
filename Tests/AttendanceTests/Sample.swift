import Attendance
import Faces
import Foundation
import Timekeeping

/// Valid findings, check-ins and case files; a test changes one thing of them.
enum Sample {
    static let now = Instant(milliseconds: 1_795_000_000_000)
    static let organization = Organization(
        id: id("acme"), name: "Acme", timeZone: "Asia/Shanghai", createdAt: Instant(milliseconds: 0)
    )
    static let all = Purposes(Purpose.allCases)

    static func id<Subject>(_ text: String) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else { preconditionFailure("malformed sample id") }
        return id
    }

    static func vector() throws -> FaceVector {
        try FaceVector([Float](repeating: 1, count: 64))
    }

    static func uuid(_ byte: UInt8) -> UUID {
        UUID(uuid: (byte, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }

    static func checkIn(
        _ direction: Direction = .in, at occurredAt: Instant = now, body: UInt8 = 1
    ) -> CheckIn {
        var checkIn = CheckIn(
            id: uuid(1), member: id("e1"), direction: direction, occurredAt: occurredAt,
            bodyDigest: [body])
        checkIn.location = Location(
            coordinateSystem: .wgs84, fixes: [Fix(t: 0, latitude: 31, longitude: 121)])
        return checkIn
    }

    static func caseFile(consents: Purposes = all) -> CaseFile {
        var caseFile = CaseFile(organization: organization, revision: 7)
        caseFile.member = CaseFile.Standing(isOpen: true, consents: consents, consentVersion: 3)
        return caseFile
    }

    static func gps(_ code: FindingCode, _ geofence: String = "hq") -> Finding {
        let outcome: Finding.Outcome =
            switch code {
            case .placeInside: .supports
            case .placeOutside, .placeExcluded: .contradicts
            case .locationMissing: .missing
            default: .inconclusive
            }
        return Finding(.geofence, code, outcome).at(id(geofence))
            .with("distance", -34.2).with("probability", 0.998)
    }

    static func wifi(_ code: FindingCode, _ geofence: String = "hq") -> Finding {
        switch code {
        case .wifiInside: Finding(.wifi, code, .supports, weight: -1.5).at(id(geofence))
        case .wifiElsewhere: Finding(.wifi, code, .contradicts, weight: 0.5)
        case .wifiMissing: Finding(.wifi, code, .missing)
        default: Finding(.wifi, code, .inconclusive)
        }
    }

    static func suspicion(_ code: RiskCode, weight: Double = 0, _ check: CheckName = .device)
        -> Finding
    {
        Finding(check, .deviceRooted, .contradicts, weight: weight).with(risk: code)
    }
}

extension Purposes {
    static func of(_ purposes: Purpose...) -> Purposes { Purposes(purposes) }
}
