import Attendance
import Sealing

/// Wrapped keys as rows: one an organization, one a member.
enum WrappedKeyRows {
    /// The stored form of an owner's key; nil when there is none.
    static func find(
        _ owner: KeyOwner, on connection: any SQLConnection
    ) throws -> WrappedKey? {
        let row =
            switch owner {
            case .server: nil as SQLRow?
            case .organization(let organization):
                try connection.row(
                    """
                    SELECT wrapped
                    FROM organization_seal
                    WHERE organization_id = $1
                    """, [.text(organization)])
            case .member(let member, let organization):
                try connection.row(
                    """
                    SELECT wrapped
                    FROM member_seal
                    WHERE organization_id = $1
                      AND member_id = $2
                    """, [.text(organization), .text(member)])
            }
        return try row.map { try WrappedKey(bytes: try $0.bytes(0)) }
    }

    /// Keeps the stored form of an owner's first key.
    static func insert(
        _ key: WrappedKey, of owner: KeyOwner, on connection: any SQLConnection
    ) throws {
        switch owner {
        case .server: break
        case .organization(let organization):
            try connection.run(
                """
                INSERT INTO organization_seal (organization_id, wrapped, wrapper_version)
                VALUES ($1, $2, $3)
                """,
                [.text(organization), .bytes(key.bytes), .integer(Int64(key.wrapperVersion))])
        case .member(let member, let organization):
            try connection.run(
                """
                INSERT INTO member_seal (organization_id, member_id, wrapped)
                VALUES ($1, $2, $3)
                """, [.text(organization), .text(member), .bytes(key.bytes)])
        }
    }

    /// Destroys a member's key: nothing that it sealed can be read again.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    static func delete(
        _ member: MemberID, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.run(
            """
            DELETE FROM member_seal
            WHERE organization_id = $1
              AND member_id = $2
            """, [.text(organization.text), .text(member.text)]) > 0
    }
}
