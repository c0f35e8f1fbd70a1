import Attendance
import Timekeeping

/// API keys as rows.
enum KeyRows {
    /// The columns that `key` reads, in its order.
    static let columns = "id, role, label, geofences, created_at, expires_at, revoked_at"

    static func key(_ row: SQLRow, from column: Int = 0) throws -> APIKey {
        guard let id = KeyID(try row.text(column)),
            let role = Role(rawValue: try row.text(column + 1))
        else { throw EngineError(kind: .corrupt, message: "a key is malformed") }
        let geofences = try row.text(column + 3).split(separator: " ")
        return APIKey(
            id: id, role: role, label: try row.text(column + 2),
            geofences: geofences.compactMap { GeofenceID(String($0)) },
            createdAt: Instant(milliseconds: try row.integer(column + 4)),
            expiresAt: try row.optionalInteger(column + 5).map(Instant.init(milliseconds:)),
            revokedAt: try row.optionalInteger(column + 6).map(Instant.init(milliseconds:)))
    }

    /// - Throws: `StoreError.exists`.
    static func insert(
        _ key: APIKey, digest: [UInt8], in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        let added = try connection.run(
            """
            INSERT INTO api_key (
              organization_id, id, digest, role, label, geofences,
              created_at, expires_at, revoked_at
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT DO NOTHING
            """,
            [
                .text(organization.text), .text(key.id.text), .bytes(digest),
                .text(key.role.rawValue), .text(key.label),
                .text(key.geofences.map(\.text).joined(separator: " ")),
                .integer(key.createdAt.milliseconds), SQLValue(key.expiresAt?.milliseconds),
                SQLValue(key.revokedAt?.milliseconds),
            ])
        guard added == 1 else { throw StoreError.exists }
    }
}
