import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Checks both chains of an organization from end to end, in constant memory.
    ///
    /// Edits, deletions, truncation and reordering show, and columns that differ from the record.
    /// That all was computed anew shows only against a signed head that was kept elsewhere.
    ///
    /// - Returns: The first break; nil when all is well.
    /// - Throws: `unknownOrganization`, `unavailable`.
    public func verify(
        _ organization: OrganizationID
    ) async throws(StoreError) -> LedgerBreak? {
        try await unsealing(.snapshot) { connection, seal in
            do {
                try Self.verifyRecords(of: organization, openedBy: seal, on: connection)
                try Self.verifyAudit(of: organization, on: connection)
                return nil
            } catch let found as LedgerBreak {
                return found
            }
        }
    }

    private static func verifyRecords(
        of organization: OrganizationID, openedBy seal: any PayloadSeal,
        on connection: any SQLConnection
    ) throws {
        guard let state = try connection.state(of: .record, in: organization) else {
            throw StoreError.unknownOrganization
        }
        var walk = try ChainWalk(.record, of: organization)
        try connection.forEach(
            RecordAudit.sql, [.text(organization.text)]
        ) { row in
            let audit = try RecordAudit(row)
            try walk.accept(audit.link)
            try audit.check(in: organization, openedBy: seal)
        }
        try walk.finish(at: state)
    }

    private static func verifyAudit(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        guard let state = try connection.state(of: .audit, in: organization) else {
            throw StoreError.unknownOrganization
        }
        var walk = try ChainWalk(.audit, of: organization)
        var blanked: [String: BlankedEntries] = [:]
        var erasures: [String: String] = [:]
        try connection.forEach(
            """
            SELECT sequence, recorded_at, commitment, link, caller, action, subject, detail, salt
            FROM audit_entry
            WHERE organization_id = $1
            ORDER BY sequence
            """, [.text(organization.text)]
        ) { row in
            let link = try StoredLink(row, place: 0, digests: 2)
            try walk.accept(link)
            let note = AuditNote(
                caller: try row.text(4), action: try row.text(5), subject: try row.text(6),
                detail: try row.text(7))
            let salt = try row.bytes(8)
            // An erased entry keeps its commitment alone, and names nobody.
            if salt.isEmpty, note.subject.hasPrefix("erased-"), note.detail.isEmpty {
                blanked[note.subject, default: BlankedEntries()].add(link.sequence)
                return
            }
            let fits = Commitment.digest(
                link.commitment, fits: note.bytes, salt: salt)
            guard fits else { throw LedgerBreak.altered(.audit, sequence: link.sequence) }
            if note.action == "member.erase" { erasures[note.subject] = note.detail }
        }
        try walk.finish(at: state)
        for (alias, entries) in blanked.sorted(by: { $0.value.first < $1.value.first }) {
            // Erasures of earlier versions say nothing of what they blanked.
            guard let told = erasures[alias], told.isEmpty || told == entries.detail else {
                throw LedgerBreak.altered(.audit, sequence: entries.first)
            }
        }
    }
}
