import Attendance
import Sealing
import Timekeeping

/// What rotation reads and writes of keys.
enum RotationRows {
    /// The rotation that did not end; nil when all did.
    static func unfinished(on connection: any SQLConnection) throws -> UnfinishedRotation? {
        let newest = try newest(on: connection)
        return newest.flatMap { $0.isFinished ? nil : $0.rotation }
    }

    /// Begins a rotation.
    static func begin(
        _ scope: KeyRotation.Scope, at now: Instant, on connection: any SQLConnection
    ) throws -> UnfinishedRotation {
        let number = try (newest(on: connection)?.rotation.number ?? 0) + 1
        try connection.run(
            """
            INSERT INTO key_rotation (number, started_at, scope)
            VALUES ($1, $2, $3)
            """,
            [.integer(number), .integer(now.milliseconds), .text(scope.rawValue)])
        return UnfinishedRotation(
            number: number, scope: scope, startedAt: now, isRootReplaced: false)
    }

    /// Keeps that the root was replaced.
    static func noteRoot(
        of rotation: UnfinishedRotation, at now: Instant, on connection: any SQLConnection
    ) throws {
        try connection.run(
            "UPDATE key_rotation SET root_at = $1 WHERE number = $2",
            [.integer(now.milliseconds), .integer(rotation.number)])
    }

    /// Ends a rotation.
    static func finish(
        _ rotation: UnfinishedRotation, at now: Instant, on connection: any SQLConnection
    ) throws {
        try connection.run(
            "UPDATE key_rotation SET finished_at = $1 WHERE number = $2",
            [.integer(now.milliseconds), .integer(rotation.number)])
    }

    private static func newest(
        on connection: any SQLConnection
    ) throws -> (rotation: UnfinishedRotation, isFinished: Bool)? {
        try connection.row(
            """
            SELECT number, scope, started_at, root_at, finished_at
            FROM key_rotation
            WHERE number > $1
            ORDER BY number DESC
            LIMIT 1
            """, [.integer(0)]
        ).map { row in
            guard let scope = KeyRotation.Scope(rawValue: try row.text(1)) else {
                throw EngineError(kind: .corrupt, message: "a rotation's scope is malformed")
            }
            let rotation = UnfinishedRotation(
                number: try row.integer(0), scope: scope,
                startedAt: Instant(milliseconds: try row.integer(2)),
                isRootReplaced: !row.isNull(3))
            return (rotation, !row.isNull(4))
        }
    }

    /// The keys of an organization's own that the root wraps.
    static func wrappedByRoot(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws -> [(holder: KeyHolder, key: StoredKey)] {
        try connection.rows(
            """
            SELECT version, wrapped, purpose
            FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND wrapped IS NOT NULL
            ORDER BY purpose, version
            """, [.text(organization.text), .text("")]
        ).map { row in
            let holder: KeyHolder =
                try row.text(2) == "wrap" ? .wrap(organization) : .lookup(organization)
            return (holder, try StoredKey(row))
        }
    }

    /// Puts another wrapping of the same key in its place.
    static func rewrap(
        _ holder: KeyHolder, _ key: StoredKey, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE sealing_key
            SET wrapped = $1, wrapper_version = $2
            WHERE organization_id = $3
              AND member_id = $4
              AND purpose = $5
              AND version = $6
            """,
            [.bytes(key.wrapped.bytes), .integer(Int64(key.wrapped.wrapperVersion))]
                + holder.values + [.integer(Int64(key.version))])
    }

    /// Which rotation made a holder's newest live key, and how many live ones there are.
    static func state(
        of holder: KeyHolder, on connection: any SQLConnection
    ) throws -> (rotation: Int64, live: Int)? {
        let rows = try connection.rows(
            """
            SELECT rotation
            FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
              AND wrapped IS NOT NULL
            ORDER BY version DESC
            """, holder.values)
        guard let newest = rows.first else { return nil }
        return (try newest.integer(0), rows.count)
    }

    /// The members' keys after a holder, in order.
    static func holders(
        after last: KeyHolder, limit: Int, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> [LiveKey] {
        try connection.rows(
            """
            SELECT member_id, purpose, MAX(version), MIN(version), MAX(rotation)
            FROM sealing_key
            WHERE organization_id = $1
              AND (member_id, purpose) > ($2, $3)
              AND wrapped IS NOT NULL
            GROUP BY member_id, purpose
            ORDER BY member_id, purpose
            LIMIT $4
            """, last.values + [.integer(Int64(limit))]
        ).map { row in
            guard let member = MemberID(try row.text(0)),
                let purpose = SealPurpose(rawValue: try row.text(1)),
                let newest = UInt32(exactly: try row.integer(2))
            else { throw EngineError(kind: .corrupt, message: "a key's holder is malformed") }
            return LiveKey(
                holder: .member(member, purpose, organization), newest: newest,
                isAlone: try row.integer(3) == Int64(newest),
                rotation: try row.integer(4))
        }
    }

    /// Drops the versions of a holder's key before one.
    static func drop(
        _ holder: KeyHolder, before version: UInt32, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM sealing_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
              AND version < $4
            """, holder.values + [.integer(Int64(version))])
    }

    /// A holder's keys that were not destroyed.
    struct LiveKey: Sendable {
        let holder: KeyHolder
        let newest: UInt32
        /// Whether there is no older version.
        let isAlone: Bool
        /// Which rotation made the newest; 0 for none.
        let rotation: Int64
    }
}

/// A rotation that was begun and did not end yet.
public struct UnfinishedRotation: Hashable, Sendable {
    let number: Int64
    /// Which keys it replaces.
    public let scope: KeyRotation.Scope
    /// When it was begun.
    public let startedAt: Instant
    /// Whether the root is replaced already.
    public let isRootReplaced: Bool

    /// Whether keys may be under two roots now.
    var hasTwoRoots: Bool { scope != .members && !isRootReplaced }
}
