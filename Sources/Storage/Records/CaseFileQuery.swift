import Attendance
import Foundation
import Sealing
import Timekeeping

/// The one statement that reads everything that bears on a check-in.
struct CaseFileQuery: Sendable {
    let organization: OrganizationID
    let member: MemberID
    let id: UUID
    let occurredAt: Instant
    /// The time at which consents must hold.
    let now: Instant
    /// The device's pseudonym; nil when the check-in tells no device.
    let device: [UInt8]?
    /// How long a device stays tied to its last user, in milliseconds; nil for as long as the
    /// organization says.
    var sharingWindow: Int64?
    /// Whether to read when the member was hired and left.
    var wantsEmployment = false

    /// Users of one device, and devices of one member, are not counted beyond this.
    static let mostCounted: Int64 = 1_000

    static let sql = """
        SELECT \(OrganizationRows.columns), o.rulebook_revision,
          m.id, COALESCE(m.closed_at, m.closes_at), m.consents, m.consent_version,
          l.direction, l.occurred_at, l.position, l.id,
          (
            SELECT COUNT(*)
            FROM (
              SELECT 1
              FROM device_use u
              WHERE u.organization_id = $1
                AND u.device = $2
                AND u.member_id <> $3
                AND u.last_at >= $4 - COALESCE($5, o.sharing_window)
              LIMIT $6
            ) others
          ),
          (
            SELECT COUNT(*)
            FROM device_use u
            WHERE u.organization_id = $1
              AND u.device = $2
              AND u.member_id = $3
              AND u.counted_at IS NOT NULL
          ),
          (
            SELECT COUNT(*)
            FROM (
              SELECT 1
              FROM device_use u
              WHERE u.organization_id = $1
                AND u.member_id = $3
                AND u.device <> $2
                AND u.counted_at IS NOT NULL
              LIMIT $6
            ) devices
          ),
          \(RecordRow.columns),
          n.kind, n.id, n.occurred_at, n.direction, n.place, n.origin, n.body,
          o.necessity, o.major_notices, m.consent_notices,
          k.curve, k.point, k.registered_at,
          (
            SELECT COUNT(*)
            FROM (
              SELECT 1
              FROM device_use u
              WHERE u.organization_id = $1
                AND u.device = $2
                AND u.member_id <> $3
                AND u.counted_at IS NOT NULL
              LIMIT 1
            ) owners
          ),
          CASE WHEN $7 = 1 THEN m.profile END
        FROM organization o
        LEFT JOIN member m ON m.organization_id = o.id AND m.id = $3
        LEFT JOIN device_key k
          ON k.organization_id = o.id
          AND k.member_id = $3
          AND k.device = $2
        LEFT JOIN record r ON r.organization_id = o.id AND r.id = $8
        LEFT JOIN record l ON l.organization_id = o.id AND l.sequence = (
          SELECT c.sequence
          FROM record c
          WHERE c.organization_id = $1
            AND c.member_id = $3
            AND c.counts = 1
          ORDER BY c.occurred_at DESC, c.sequence DESC
          LIMIT 1
        )
        LEFT JOIN (
          SELECT kind, id, occurred_at, direction, place, origin, body
          FROM (
            SELECT 'punch' AS kind, p.id AS id, p.occurred_at AS occurred_at,
              p.direction AS direction, p.place AS place, p.origin AS origin, NULL AS body
            FROM record p
            WHERE p.organization_id = $1
              AND p.member_id = $3
              AND p.counts = 1
              AND p.occurred_at >= $9
              AND p.occurred_at < $10
            ORDER BY p.occurred_at DESC
            LIMIT $11
          ) punches
          UNION ALL
          SELECT s.kind, s.id, d.version, d.member_id, NULL, NULL, d.body
          FROM document_subject s
          JOIN document d
            ON d.organization_id = s.organization_id
            AND d.kind = s.kind
            AND d.id = s.id
          WHERE s.organization_id = $1
            AND s.kind IN ('approval', 'review', 'roster')
            AND s.member_id = $3
            AND s.to_day >= $12
            AND s.from_day <= $13
        ) n ON o.id = $1
        WHERE o.id = $1
        """

    private static let dayMilliseconds: Int64 = 86_400_000

    var values: [SQLValue] {
        let day = occurredAt.milliseconds / Self.dayMilliseconds
        let (before, after) = (
            Int64(RecentAttendance.days.before), Int64(RecentAttendance.days.after)
        )
        return [
            .text(organization.text), SQLValue(device), .text(member.text),
            .integer(occurredAt.milliseconds), SQLValue(sharingWindow),
            .integer(Self.mostCounted), SQLValue(wantsEmployment), .text(id.column),
            .integer((day - before) * Self.dayMilliseconds),
            .integer((day + after) * Self.dayMilliseconds),
            .integer(Int64(RecentAttendance.punchesMax)),
            .integer(day - before), .integer(day + after),
        ]
    }

    /// The case file that rows tell; nil without the organization.
    ///
    /// They differ only in what they tell of the days round the check-in.
    func caseFile(_ rows: [SQLRow], openedBy seal: any PayloadSeal) throws -> CaseFile? {
        guard let row = rows.first else { return nil }
        var file = try caseFile(row, openedBy: seal)
        for row in rows where !row.isNull(Self.recent) {
            do { try add(row, to: &file.recent, openedBy: seal) } catch is SealError {
                // The seal has told of it; the workdays of the member tell of it too.
            }
        }
        return file
    }

    /// The column at which the days round the check-in begin.
    private static let recent = 19 + RecordRow.columnCount

    private func add(
        _ row: SQLRow, to recent: inout RecentAttendance, openedBy seal: any PayloadSeal
    ) throws {
        let first = Self.recent
        let kind = try row.text(first)
        guard kind != "punch" else {
            recent.punches.append(try AttendanceRows.punch(row, from: first + 1))
            return
        }
        func document<Value: Document>(_ type: Value.Type) throws -> Value {
            // Documents bring version and member where punches bring time and direction.
            try DocumentBody.opened(
                type, row, columns: (first + 6, first + 2, first + 3), id: try row.text(first + 1),
                in: organization, by: seal)
        }
        switch DocumentKind(rawValue: kind) {
        case .approval: recent.approvals.append(try document(ApprovalDocument.self).approval)
        case .review: recent.reviews.append(try document(Review.self))
        case .roster: recent.roster.append(try document(RuleHistory<RosterDay>.self))
        default: break
        }
    }

    private func caseFile(_ row: SQLRow, openedBy seal: any PayloadSeal) throws -> CaseFile {
        var file = CaseFile(
            organization: try OrganizationRows.organization(row), revision: try row.integer(7))
        if !row.isNull(8) {
            file.member = CaseFile.Standing(
                isOpen: try row.optionalInteger(9).map { $0 > now.milliseconds } ?? true,
                consents: try consents(row).active(at: now),
                consentVersion: try row.integer(11))
            file.member?.employment = try employment(row, openedBy: seal)
        }
        if !row.isNull(12) { file.last = try last(row, openedBy: seal) }
        let known = try row.integer(17)
        let others = try row.integer(18)
        file.otherUsersOfDevice = Int(clamping: try row.integer(16))
        file.otherDevicesOfMember = Int(clamping: others)
        if device != nil, known + others > 0 { file.isKnownDevice = known > 0 }
        let key = Self.recent + 10
        if !row.isNull(key) { file.deviceKey = try DeviceKeyRows.key(row, from: key) }
        file.isOthersDevice = try known == 0 && row.integer(Self.recent + 13) > 0
        if !row.isNull(19) {
            file.earlier = try RecordRow(row, from: 19)
                .record(openedBy: seal, in: organization)
        }
        return file
    }

    private func employment(_ row: SQLRow, openedBy seal: any PayloadSeal) throws -> Employment {
        guard let sealed = try row.optionalBytes(Self.recent + 14) else { return Employment() }
        do {
            return try seal.open(sealed, in: MemberRow.cell(of: member, in: organization))
                .map { try ProfileOutline($0).employment } ?? Employment()
        } catch is SealError {
            // The seal has told of it; the member's workdays tell of it too.
            return Employment()
        }
    }

    private func consents(_ row: SQLRow) throws -> ConsentState {
        let first = Self.recent + 7
        return ConsentState(
            granted: Purposes(rawValue: try row.integer(10)),
            notices: ConsentNotices(try row.text(first + 2)),
            necessity: Purposes(rawValue: try row.integer(first)),
            changes: try row.text(first + 1))
    }

    private func last(
        _ row: SQLRow, openedBy seal: any PayloadSeal
    ) throws -> CaseFile.LastRecord {
        guard let direction = Direction(rawValue: try row.text(12)),
            let id = UUID(column: try row.text(15))
        else { throw EngineError(kind: .corrupt, message: "a record is malformed") }
        let place = RecordPlace(organization: organization, member: member, id: id)
        let sealed = try row.optionalBytes(14)
        var bytes: [UInt8]?
        do {
            bytes = try sealed.flatMap { try seal.open($0, in: place.position) }
        } catch is SealError {
            // The seal has told of it; the next check-in is judged as if there had been no fix.
        }
        return CaseFile.LastRecord(
            direction: direction, occurredAt: Instant(milliseconds: try row.integer(13)),
            position: try bytes.map { try PositionBytes.decode($0) })
    }
}
