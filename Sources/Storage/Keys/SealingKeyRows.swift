import Attendance
import Sealing
import Timekeeping

/// A key as it lies in the database: wrapped by the key one step above.
struct StoredKey: Sendable {
    let version: UInt32
    let wrapped: WrappedKey

    init(version: UInt32, wrapped: WrappedKey) {
        self.version = version
        self.wrapped = wrapped
    }

    init(_ row: SQLRow) throws {
        guard let version = UInt32(exactly: try row.integer(0)) else {
            throw EngineError(kind: .corrupt, message: "a key's version is malformed")
        }
        self.version = version
        wrapped = try WrappedKey(bytes: try row.bytes(1))
    }
}

/// Wrapped keys as rows.
enum SealingKeyRows {
    /// The keys of a holder that were not destroyed, newest first.
    static func live(
        of holder: KeyHolder, on connection: any SQLConnection
    ) throws -> [StoredKey] {
        try connection.rows(
            """
            SELECT version, wrapped
            FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
              AND wrapped IS NOT NULL
            ORDER BY version DESC
            """, holder.values
        ).map { try StoredKey($0) }
    }

    /// The newest version there ever was of a holder's key, destroyed or not; 0 before the first.
    static func newestVersion(
        of holder: KeyHolder, on connection: any SQLConnection
    ) throws -> UInt32 {
        let row = try connection.row(
            """
            SELECT version
            FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
            ORDER BY version DESC
            LIMIT 1
            """, holder.values)
        guard let row else { return 0 }
        return UInt32(clamping: try row.integer(0))
    }

    /// The highest version of a key of any member that was erased; versions count on from it.
    static func floor(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws -> UInt32 {
        let row = try connection.row(
            "SELECT key_floor FROM organization WHERE id = $1", [.text(organization.text)])
        return UInt32(clamping: try row?.integer(0) ?? 0)
    }

    /// Remembers how far the versions of a member's keys went, before their rows go.
    static func raiseFloor(over place: MemberPlace, on connection: any SQLConnection) throws {
        try connection.run(
            """
            UPDATE organization
            SET key_floor = (
              SELECT MAX(k.version)
              FROM sealing_key k
              WHERE k.organization_id = $1
                AND k.member_id = $2
            )
            WHERE id = $1
              AND key_floor < (
                SELECT COALESCE(MAX(k.version), 0)
                FROM sealing_key k
                WHERE k.organization_id = $1
                  AND k.member_id = $2
              )
            """, place.values)
    }

    /// - Parameter rotation: The number of the rotation that made the key; 0 for none.
    static func insert(
        _ key: StoredKey, of holder: KeyHolder, at now: Instant, by rotation: Int64 = 0,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO sealing_key (
              organization_id, member_id, purpose, version, wrapped, wrapper_version, made_at
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            holder.values + [
                .integer(Int64(key.version)), .bytes(key.wrapped.bytes),
                .integer(Int64(key.wrapped.wrapperVersion)), .integer(now.milliseconds),
            ])
        // Apart, because migrations make keys before there is such a column.
        guard rotation > 0 else { return }
        try connection.run(
            """
            UPDATE sealing_key
            SET rotation = $1
            WHERE organization_id = $2
              AND member_id = $3
              AND purpose = $4
              AND version = $5
            """, [.integer(rotation)] + holder.values + [.integer(Int64(key.version))])
    }

    /// Destroys a holder's keys; the newest version's number stays, so that it is never used again.
    static func destroy(_ holder: KeyHolder, on connection: any SQLConnection) throws {
        let newest = try newestVersion(of: holder, on: connection)
        try connection.run(
            """
            DELETE FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
              AND version < $4
            """, holder.values + [.integer(Int64(newest))])
        try connection.run(
            """
            UPDATE sealing_key
            SET wrapped = NULL
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
            """, holder.values)
    }
}
