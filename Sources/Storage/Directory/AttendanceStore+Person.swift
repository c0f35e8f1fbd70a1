import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Documents that speak of a member, in the order of their ids.
    public func documents<Value: Document>(
        _ type: Value.Type, about member: MemberID, in organization: OrganizationID,
        after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Listed<Stored<Value>>)] {
        try await unsealing(.snapshot) { connection, seal in
            try connection.rows(
                """
                SELECT d.id, d.body, d.version, d.member_id
                FROM document_subject s
                JOIN document d
                  ON d.organization_id = s.organization_id
                  AND d.kind = s.kind
                  AND d.id = s.id
                WHERE s.organization_id = $1
                  AND s.member_id = $2
                  AND s.kind = $3
                  AND s.id > $4
                ORDER BY s.id
                LIMIT $5
                """,
                [
                    .text(organization.text), .text(member.text), .text(Value.kind.rawValue),
                    .text(id ?? ""), .integer(Int64(limit)),
                ]
            ).map { try Self.listed(type, $0, in: organization, openedBy: seal) }
        }
    }

    /// Documents about anybody, in the order of their ids.
    public func listedDocuments<Value: Document>(
        _ type: Value.Type, in organization: OrganizationID, after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Listed<Stored<Value>>)] {
        try await unsealing(.snapshot) { connection, seal in
            try DocumentRows.page(
                Value.kind, in: organization, after: id, limit: limit, on: connection
            ).map { try Self.listed(type, $0, in: organization, openedBy: seal) }
        }
    }

    /// The document of a row of id, body, version and member.
    private static func listed<Value: Document>(
        _ type: Value.Type, _ row: SQLRow, in organization: OrganizationID,
        openedBy seal: any PayloadSeal
    ) throws -> (id: String, stored: Listed<Stored<Value>>) {
        let id = try row.text(0)
        do {
            let value = try DocumentBody.opened(
                type, row, columns: (1, 2, 3), id: id, in: organization, by: seal)
            return (id, .value(Stored(value: value, version: try row.integer(2))))
        } catch is SealError {
            return (id, .altered(AlteredRow(sequence: nil, id: id)))
        }
    }

    /// The devices that a member's check-ins came from, or that were registered for it.
    public func devices(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [DeviceUse] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT device, MAX(last_at), MAX(registered_at)
                FROM (
                  SELECT device, last_at, NULL AS registered_at
                  FROM device_use
                  WHERE organization_id = $1
                    AND member_id = $2
                  UNION ALL
                  SELECT device, NULL, registered_at
                  FROM device_key
                  WHERE organization_id = $1
                    AND member_id = $2
                ) devices
                GROUP BY device
                ORDER BY device
                """, [.text(organization.text), .text(member.text)]
            ).map { row in
                DeviceUse(
                    pseudonym: try row.bytes(0),
                    lastAt: try row.optionalInteger(1).map(Instant.init(milliseconds:)),
                    registeredAt: try row.optionalInteger(2).map(Instant.init(milliseconds:)))
            }
        }
    }

    /// What is kept of the movements of a member's phone, newest first.
    public func keptMotions(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [KeptMotion] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT record_id, ended_at
                FROM motion_memory
                WHERE organization_id = $1
                  AND member_id = $2
                ORDER BY ended_at DESC, slot
                """, [.text(organization.text), .text(member.text)]
            ).map { row in
                KeptMotion(
                    checkIn: try row.text(0),
                    endedAt: Instant(milliseconds: try row.integer(1)))
            }
        }
    }

    /// What was changed of a member, and of the documents that speak of it, oldest first.
    public func auditEntries(
        about member: MemberID, in organization: OrganizationID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [Listed<AuditEntry>] {
        let kinds = MemberErasure.actions
        let actions = kinds.indices.map { "a.action LIKE $\($0 + 4)" }
        return try await reading(.snapshot) { connection in
            let proving = proving(organization, OpenPayloads())
            return try connection.rows(
                """
                SELECT \(ProvenRows.entryColumns)
                FROM audit_entry a
                \(ProvenRows.entryBefore)
                WHERE a.organization_id = $1
                  AND a.sequence > $2
                  AND a.subject = $3
                  AND (\(actions.joined(separator: " OR ")))
                UNION
                SELECT \(ProvenRows.entryColumns)
                FROM document_subject s
                JOIN audit_entry a
                  ON a.organization_id = s.organization_id
                  AND a.subject = s.id
                  AND a.action LIKE s.kind || '.%'
                \(ProvenRows.entryBefore)
                WHERE s.organization_id = $1
                  AND s.member_id = $3
                  AND a.sequence > $2
                ORDER BY 1
                LIMIT $\(kinds.count + 4)
                """,
                [.text(organization.text), .integer(sequence), .text(member.text)]
                    + kinds.map { .text("\($0).%") } + [.integer(Int64(limit))]
            ).map(proving.entry)
        }
    }

    /// When a member's earliest check-in that counts took place; nil without one.
    public func firstCheckIn(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> Instant? {
        try await reading { connection in
            try connection.row(
                """
                SELECT occurred_at
                FROM record
                WHERE organization_id = $1
                  AND member_id = $2
                  AND counts = 1
                ORDER BY occurred_at
                LIMIT 1
                """, [.text(organization.text), .text(member.text)]
            ).map { row in Instant(milliseconds: try row.integer(0)) }
        }
    }
}
