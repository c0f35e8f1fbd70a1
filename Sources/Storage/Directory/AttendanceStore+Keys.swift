import Attendance
import Timekeeping

extension AttendanceStore {
    /// Keeps a key by the keyed digest of its secret.
    ///
    /// - Throws: `unknownOrganization`, `exists` when the id or digest is taken.
    public func add(
        _ key: APIKey, digest: [UInt8], in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization) { connection, _ in
            try KeyRows.insert(key, digest: digest, in: organization, on: connection)
            let detail = "role \(key.role.rawValue)"
            return ((), AuditNote("key.add", key.id.text, detail: detail, by: caller))
        }
    }

    /// The keys of an organization, without secrets.
    public func keys(
        in organization: OrganizationID, after id: KeyID?, limit: Int
    ) async throws(StoreError) -> [APIKey] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT \(KeyRows.columns)
                FROM api_key
                WHERE organization_id = $1
                  AND id > $2
                ORDER BY id
                LIMIT $3
                """, [.text(organization.text), .text(id?.text ?? ""), .integer(Int64(limit))]
            ).map { try KeyRows.key($0) }
        }
    }

    /// Ends a key at once, on every node; a key that was revoked before keeps its time.
    ///
    /// - Throws: `notFound`.
    public func revoke(
        _ key: KeyID, in organization: OrganizationID, at now: Instant, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization) { connection, _ in
            let changed = try connection.run(
                """
                UPDATE api_key
                SET revoked_at = COALESCE(revoked_at, $1)
                WHERE organization_id = $2
                  AND id = $3
                """, [.integer(now.milliseconds), .text(organization.text), .text(key.text)])
            guard changed == 1 else { throw StoreError.notFound }
            return ((), AuditNote("key.revoke", key.text, by: caller))
        }
    }

    /// The key whose secret has this digest, and whose it is; nil when there is none.
    public func key(digest: [UInt8]) async throws(StoreError) -> (OrganizationID, APIKey)? {
        try await reading { connection in
            guard
                let row = try connection.row(
                    """
                    SELECT organization_id, \(KeyRows.columns)
                    FROM api_key
                    WHERE digest = $1
                    """, [.bytes(digest)]),
                let organization = OrganizationID(try row.text(0))
            else { return nil }
            return (organization, try KeyRows.key(row, from: 1))
        }
    }
}
