import Attendance
import Timekeeping

extension AttendanceStore {
    /// Makes an organization together with its first admin key.
    ///
    /// - Throws: `exists` when the id is taken.
    public func create(
        _ organization: Organization, adminKey: APIKey, digest: [UInt8], by caller: Caller
    ) async throws(StoreError) {
        let (clock, keys) = (options.clock, keys)
        try await queue.write(in: organization.id.text) { connection in
            let now = clock()
            guard try OrganizationRows.insert(organization, on: connection) else {
                throw StoreError.exists
            }
            let id = organization.id
            try connection.start(.record, of: id)
            try connection.start(.audit, of: id)
            try KeyRows.insert(adminKey, digest: digest, in: id, on: connection)
            for holder in [KeyHolder.wrap(id), .lookup(id)] {
                _ = try keys.make(holder, keys.session(), at: now, on: connection)
            }
            let note = AuditNote(
                "organization.create", id.text, detail: "key \(adminKey.id)", by: caller)
            try connection.append(note, in: id, at: now)
        }
    }

    /// The organization of an id; nil when there is none.
    public func organization(
        _ id: OrganizationID
    ) async throws(StoreError) -> Organization? {
        try await reading { connection in
            try connection.row(
                """
                SELECT \(OrganizationRows.columns)
                FROM organization o
                WHERE o.id = $1
                """, [.text(id.text)]
            ).map { try OrganizationRows.organization($0) }
        }
    }

    /// Organizations in the order of their ids.
    public func organizations(
        after id: OrganizationID?, limit: Int
    ) async throws(StoreError) -> [Organization] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT \(OrganizationRows.columns)
                FROM organization o
                WHERE o.id > $1
                ORDER BY o.id
                LIMIT $2
                """, [.text(id?.text ?? ""), .integer(Int64(limit))]
            ).map { try OrganizationRows.organization($0) }
        }
    }

    /// Replaces name, zone, region, calendar or closing time of an organization.
    ///
    /// - Throws: `unknownOrganization`.
    public func update(
        _ organization: Organization, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization.id) { connection, _ in
            try OrganizationRows.update(organization, on: connection)
            let action = organization.closedAt == nil ? "organization.update" : "organization.close"
            return ((), AuditNote(action, organization.id.text, by: caller))
        }
    }
}
