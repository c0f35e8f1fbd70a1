import Attendance
import Foundation
import Sealing
import Timekeeping

/// Kept evidence as rows: a part for each purpose, sealed under the member's own key.
enum EvidenceRows {
    private static let columns =
        "e.record_id, e.member_id, e.kept_at, e.expires_at, e.location, e.wifi, e.motion, e.device"
    private static let dayMilliseconds: Int64 = 86_400_000
    /// What is held for a legal matter stays after its time.
    private static let stays = """
        (
          e.expires_at > $4
          OR EXISTS (
            SELECT 1
            FROM legal_hold h
            WHERE h.organization_id = e.organization_id
              AND h.member_id = e.member_id
          )
        )
        """

    /// Keeps the evidence of a record.
    static func insert(
        _ cells: EvidenceCells, of record: RecordPlace, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let end = now.milliseconds + Int64(cells.rule.days) * dayMilliseconds
        try connection.run(
            """
            INSERT INTO evidence (
              organization_id, member_id, record_id, kept_at, expires_at, group_id,
              location, wifi, motion, device
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(record.organization.text), .text(record.member.text),
                .text(record.row), .integer(now.milliseconds), .integer(end),
                .text(cells.rule.group ?? ""),
            ] + cells.parts.map(SQLValue.init))
    }

    /// What is kept of a record's evidence at a time.
    static func find(
        _ record: RecordPlace, at now: Instant, openedBy seal: any PayloadSeal,
        on connection: any SQLConnection
    ) throws -> StoredEvidence? {
        try connection.row(
            """
            SELECT \(columns)
            FROM evidence e
            WHERE e.organization_id = $1
              AND e.member_id = $2
              AND e.record_id = $3
              AND \(stays)
            """,
            [
                .text(record.organization.text), .text(record.member.text),
                .text(record.row), .integer(now.milliseconds),
            ]
        ).map { try evidence($0, in: record.organization, openedBy: seal) }
    }

    /// What is kept of a member's evidence at a time, by check-in.
    static func list(
        of member: MemberPlace, after record: UUID?, limit: Int, at now: Instant,
        openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws -> [StoredEvidence] {
        try connection.rows(
            """
            SELECT \(columns)
            FROM evidence e
            WHERE e.organization_id = $1
              AND e.member_id = $2
              AND e.record_id > $3
              AND \(stays)
            ORDER BY e.record_id
            LIMIT $5
            """,
            member.values + [
                .text(record?.column ?? ""), .integer(now.milliseconds), .integer(Int64(limit)),
            ]
        ).map { try evidence($0, in: member.organization, openedBy: seal) }
    }

    private static func evidence(
        _ row: SQLRow, in organization: OrganizationID, openedBy seal: any PayloadSeal
    ) throws -> StoredEvidence {
        guard let id = UUID(column: try row.text(0)), let member = MemberID(try row.text(1))
        else { throw PackedReader.malformed }
        let place = RecordPlace(organization: organization, member: member, id: id)
        var evidence = KeptEvidence()
        var unreadable: [Purpose] = []
        for (index, purpose) in KeptEvidence.purposes.enumerated() {
            guard let sealed = try row.optionalBytes(4 + index) else { continue }
            do {
                guard let bytes = try seal.open(sealed, in: place.evidence(purpose)) else {
                    continue
                }
                try EvidenceBytes.decode(bytes, purpose, into: &evidence)
            } catch is SealError {
                // The seal has told of it; the other parts are still good.
                unreadable.append(purpose)
            }
        }
        return StoredEvidence(
            checkIn: id, member: member, keptAt: Instant(milliseconds: try row.integer(2)),
            expiresAt: Instant(milliseconds: try row.integer(3)), evidence: evidence,
            unreadable: unreadable)
    }

    /// Takes away what a member no longer consents to, unless it is held for a legal matter.
    static func forget(
        _ purpose: Purpose, of member: MemberPlace, on connection: any SQLConnection
    ) throws {
        guard KeptEvidence.purposes.contains(purpose) else { return }
        try connection.run(
            """
            UPDATE evidence AS t
            SET \(purpose.rawValue) = NULL
            WHERE t.organization_id = $1
              AND t.member_id = $2
              AND \(HoldRows.notHeld)
            """, member.values)
    }

    /// Brings forward the end of what a policy that keeps less now has kept.
    ///
    /// - Parameter group: The group whose policy it is; nil for the organization's.
    static func shorten(
        to days: Int, group: String?, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE evidence
            SET expires_at = kept_at + $1
            WHERE organization_id = $2
              AND group_id = $3
              AND expires_at > kept_at + $1
            """,
            [
                .integer(Int64(days) * dayMilliseconds), .text(organization.text),
                .text(group ?? ""),
            ])
    }
}

/// Evidence as the cells of its row, made before the writer's turn.
struct EvidenceCells: Sendable {
    let rule: EvidenceRule
    /// In the order of `KeptEvidence.purposes`.
    let parts: [[UInt8]?]

    /// Returns nil where there is nothing to keep.
    init?(
        _ rule: EvidenceRule, of checkIn: CheckIn, at place: RecordPlace,
        sealedBy seal: any PayloadSeal
    ) throws {
        let evidence = KeptEvidence(of: checkIn)
        guard !evidence.isEmpty else { return nil }
        self.rule = rule
        parts = try KeptEvidence.purposes.map { purpose in
            try EvidenceBytes.encode(evidence, purpose).map {
                try seal.seal($0, in: place.evidence(purpose))
            }
        }
    }
}

extension RecordPlace {
    /// Where a part of the record's evidence is sealed; columns are named after purposes.
    func evidence(_ purpose: Purpose) -> PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: "evidence",
            column: purpose.rawValue, row: row)
    }
}

/// What a document says of how long evidence is kept, where it is a policy or a group with one.
struct EvidenceKeeping: Sendable {
    private let days: Int
    private let group: String?

    /// Returns nil for a document that says nothing of it.
    init?(_ document: some Document, id: String) {
        switch document {
        case let policy as Policy: (days, group) = (policy.evidenceRetentionDays, nil)
        case let history as RuleHistory<WorkGroup>:
            guard let policy = history.newest.rule.policy else { return nil }
            (days, group) = (policy.evidenceRetentionDays, id)
        default: return nil
        }
    }

    /// Brings forward the end of what was kept for longer, before the document is replaced.
    func shorten<Value: Document>(
        _ type: Value.Type, of name: DocumentName, on connection: any SQLConnection
    ) throws {
        let before = try DocumentRows.find(type, name.id, in: name.organization, on: connection)
        let earlier = before.flatMap { Self($0.value, id: name.id) }
        guard days < earlier?.days ?? Policy().evidenceRetentionDays else { return }
        try EvidenceRows.shorten(to: days, group: group, in: name.organization, on: connection)
    }
}
