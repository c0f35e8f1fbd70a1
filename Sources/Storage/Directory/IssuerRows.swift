import Attendance
import Timekeeping

/// Which organization trusts which issuer of tokens, as rows.
enum IssuerRows {
    /// Remembers the issuer of a provider; does nothing for documents of other kinds.
    static func put(
        _ issuer: String?, of name: DocumentName, on connection: any SQLConnection
    ) throws {
        guard let issuer else { return }
        try connection.run(
            """
            INSERT INTO identity_issuer (organization_id, issuer)
            VALUES ($1, $2)
            ON CONFLICT (organization_id)
            DO UPDATE SET issuer = excluded.issuer
            """, [.text(name.organization.text), .text(issuer)])
    }

    /// Forgets the issuer of a provider that is taken out of force.
    static func delete(_ name: DocumentName, on connection: any SQLConnection) throws {
        guard name.kind == .identityProvider else { return }
        try connection.run(
            """
            DELETE FROM identity_issuer
            WHERE organization_id = $1
            """, [.text(name.organization.text)])
    }
}

extension AttendanceStore {
    /// The organizations whose provider names this issuer, in the order of their ids.
    public func organizations(
        trusting issuer: String, limit: Int
    ) async throws(StoreError) -> [OrganizationID] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT organization_id
                FROM identity_issuer
                WHERE issuer = $1
                ORDER BY organization_id
                LIMIT $2
                """, [.text(issuer), .integer(Int64(limit))]
            ).compactMap { OrganizationID(try $0.text(0)) }
        }
    }
}
