import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// What was changed, oldest first.
    ///
    /// - Parameter sequence: Only entries after this one; 0 for the first page.
    public func auditEntries(
        in organization: OrganizationID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [Listed<AuditEntry>] {
        try await reading(.snapshot) { connection in
            let proving = proving(organization, OpenPayloads())
            return try connection.rows(
                """
                SELECT \(ProvenRows.entryColumns)
                FROM audit_entry a
                \(ProvenRows.entryBefore)
                WHERE a.organization_id = $1
                  AND a.sequence > $2
                ORDER BY a.sequence
                LIMIT $3
                """, [.text(organization.text), .integer(sequence), .integer(Int64(limit))]
            ).map(proving.entry)
        }
    }

    /// Where an organization's two chains stand: its records', and its audit log's.
    ///
    /// - Throws: `unknownOrganization`.
    public func chainHeads(
        of organization: OrganizationID
    ) async throws(StoreError) -> [AuditHead] {
        try await reading(.snapshot) { connection in
            try [Chain.record, .audit].map { chain in
                guard let state = try connection.state(of: chain, in: organization) else {
                    throw StoreError.unknownOrganization
                }
                return AuditHead(
                    name: chain.name(of: organization), sequence: state.head.sequence,
                    recordedAt: state.recordedAt, digest: state.head.digest.bytes)
            }
        }
    }
}
