import Attendance
import Foundation
import Sealing
import Timekeeping

@testable import Storage

/// Valid values that a test changes one thing of.
enum Sample {
    static let start = Instant(milliseconds: 1_764_000_000_000)
    static let secret = Secret(copying: [UInt8](repeating: 5, count: 32))
    static let operatorCaller = Caller(role: .operator, organization: nil)

    static func organization(_ id: String = "acme") throws -> Organization {
        Organization(
            id: try Self.id(id), name: "Acme", timeZone: "Asia/Shanghai", createdAt: start)
    }

    static func key(_ id: String = "first", role: Role = .admin) throws -> APIKey {
        APIKey(id: try Self.id(id), role: role, label: "test", createdAt: start)
    }

    static func member(_ id: String = "e1") throws -> Member {
        Member(id: try Self.id(id), profile: .init(name: "Li Lei"))
    }

    static func geofence(_ id: String = "hq") throws -> Geofence {
        let centre = Geofence.Point(longitude: 120.7, latitude: 31.3)
        return Geofence(
            id: try Self.id(id), name: "Office", outline: .circle(centre, radius: 100),
            coordinateSystem: .wgs84)
    }

    static func grant(_ purpose: Purpose, notice: String? = "default") -> ConsentReceipt {
        ConsentReceipt(
            purpose: purpose, action: .granted, noticeVersion: notice, at: start,
            recordedAt: start, channel: "attested")
    }

    static func checkIn(
        _ id: UUID = UUID(), member: String = "e1", device: String? = "phone",
        direction: Direction = .in, after milliseconds: Int64 = 0
    ) throws -> CheckIn {
        var checkIn = CheckIn(
            id: id, member: try Self.id(member), direction: direction,
            occurredAt: start.advanced(byMilliseconds: milliseconds),
            bodyDigest: Array(repeating: 7, count: 32))
        checkIn.device = device.map { Device(id: $0, platform: .android) }
        return checkIn
    }

    static func record(
        _ checkIn: CheckIn, findings: [Finding] = [], basis: CaseFile.Basis
    ) -> Draft {
        let decision = Decision(findings, present: [.init(.location)], policy: Policy())
        var record = Record(
            checkIn, direction: checkIn.direction, decision: decision, by: PlainRulebook(),
            revision: basis.revision, receivedAt: start)
        record.position = .init(latitude: 31.3, longitude: 120.7, accuracy: 12.5)
        return Draft(record: record, basis: basis)
    }

    static func id<Subject>(_ text: String) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else { throw MalformedSample() }
        return id
    }
}

struct MalformedSample: Error {}

struct PlainRulebook: Rulebook {
    let policy = Policy()
    let policyVersion: Int64 = 0

    func examine(_ checkIn: CheckIn, against caseFile: CaseFile) -> Examination {
        Examination(findings: [], position: nil)
    }
}
