import Attendance
import Sealing
import Timekeeping

/// Legal holds as rows.
enum HoldRows {
    private static let columns = "member_id, reason, placed_by, placed_at"

    /// What keeps a row of a held member out of a statement over a table `t`.
    static let notHeld = """
        NOT EXISTS (
          SELECT 1
          FROM legal_hold h
          WHERE h.organization_id = t.organization_id
            AND h.member_id = t.member_id
        )
        """

    static func isHeld(_ place: MemberPlace, on connection: any SQLConnection) throws -> Bool {
        try connection.row(
            """
            SELECT 1
            FROM legal_hold
            WHERE organization_id = $1
              AND member_id = $2
            """, place.values) != nil
    }

    /// - Returns: Whether there was none before.
    static func put(
        _ reason: [UInt8], of place: MemberPlace, by name: String, at now: Instant,
        on connection: any SQLConnection
    ) throws -> Bool {
        let isNew = try !isHeld(place, on: connection)
        try connection.run(
            """
            INSERT INTO legal_hold (organization_id, member_id, reason, placed_by, placed_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, member_id)
            DO UPDATE SET reason = excluded.reason
            """,
            place.values + [.bytes(reason), .text(name), .integer(now.milliseconds)])
        return isNew
    }

    /// - Returns: Whether there was one.
    static func delete(_ place: MemberPlace, on connection: any SQLConnection) throws -> Bool {
        try connection.run(
            """
            DELETE FROM legal_hold
            WHERE organization_id = $1
              AND member_id = $2
            """, place.values) == 1
    }

    static func find(
        _ place: MemberPlace, openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws -> LegalHold? {
        try connection.row(
            """
            SELECT \(columns)
            FROM legal_hold
            WHERE organization_id = $1
              AND member_id = $2
            """, place.values
        ).map { try hold($0, in: place.organization, openedBy: seal) }
    }

    static func list(
        in organization: OrganizationID, after member: MemberID?, limit: Int,
        openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws -> [LegalHold] {
        try connection.rows(
            """
            SELECT \(columns)
            FROM legal_hold
            WHERE organization_id = $1
              AND member_id > $2
            ORDER BY member_id
            LIMIT $3
            """,
            [.text(organization.text), .text(member?.text ?? ""), .integer(Int64(limit))]
        ).map { try hold($0, in: organization, openedBy: seal) }
    }

    private static func hold(
        _ row: SQLRow, in organization: OrganizationID, openedBy seal: any PayloadSeal
    ) throws -> LegalHold {
        guard let member = MemberID(try row.text(0)) else {
            throw EngineError(kind: .corrupt, message: "a member's id is malformed")
        }
        let cell = cell(of: MemberPlace(organization: organization, member: member))
        var reason: String?
        do {
            reason = try seal.open(try row.bytes(1), in: cell).flatMap {
                String(validating: $0, as: UTF8.self)
            }
        } catch is SealError {
            // The seal has told of it; that there is a hold still counts.
        }
        return LegalHold(
            member: member, reason: reason, placedBy: try row.text(2),
            placedAt: Instant(milliseconds: try row.integer(3)))
    }

    static func cell(of place: MemberPlace) -> PayloadCell {
        PayloadCell(
            organization: place.organization, member: place.member, table: "legal_hold",
            column: "reason", row: place.member.text)
    }
}
