import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Checks both chains of an organization from end to end, in constant memory.
    ///
    /// Edits, deletions, truncation and reordering show, columns that differ from the record, and
    /// what was blanked by no erasure. That the newest links are gone together with the head, or
    /// that all was computed anew, shows only against signed heads that were kept elsewhere.
    ///
    /// - Parameter witness: Heads of any organizations.
    /// - Returns: The first break; nil when all is well.
    /// - Throws: `unknownOrganization`, `unavailable`.
    public func verify(
        _ organization: OrganizationID, against witness: ChainWitness = .none
    ) async throws(StoreError) -> LedgerBreak? {
        try await unsealing(.snapshot) { connection, seal in
            do {
                var walk = LedgerWalk(organization, witness: witness)
                try walk.records(openedBy: seal, on: connection)
                try walk.audit(on: connection)
                try walk.finish()
                return nil
            } catch let found as LedgerBreak {
                return found
            }
        }
    }
}

/// Both chains of an organization, walked in turn; what one says of the other is compared at last.
private struct LedgerWalk {
    let organization: OrganizationID
    let witness: ChainWitness
    /// What was blanked under each alias.
    private var blanked: [String: Blanked] = [:]
    /// What the log says of each erasure, by its alias.
    private var erasures: [String: String] = [:]

    init(_ organization: OrganizationID, witness: ChainWitness) {
        self.organization = organization
        self.witness = witness
    }

    mutating func records(
        openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws {
        guard let state = try connection.state(of: .record, in: organization) else {
            throw StoreError.unknownOrganization
        }
        var walk = try ChainWalk(.record, of: organization, witness: witness)
        try connection.forEach(
            RecordAudit.sql, [.text(organization.text)]
        ) { row in
            let audit = try walk.reading { try RecordAudit(row) }
            try walk.accept(audit.link)
            guard try !audit.check(in: organization, openedBy: seal) else { return }
            blanked[audit.member.text, default: Blanked()].records.add(audit.link.sequence)
        }
        try walk.finish(at: state)
    }

    mutating func audit(on connection: any SQLConnection) throws {
        guard let state = try connection.state(of: .audit, in: organization) else {
            throw StoreError.unknownOrganization
        }
        var walk = try ChainWalk(.audit, of: organization, witness: witness)
        try connection.forEach(
            """
            SELECT sequence, recorded_at, commitment, link, caller, action, subject, detail, salt
            FROM audit_entry
            WHERE organization_id = $1
            ORDER BY sequence
            """, [.text(organization.text)]
        ) { row in
            let (link, note, salt) = try walk.reading {
                (
                    try StoredLink(row, place: 0, digests: 2),
                    AuditNote(
                        caller: try row.text(4), action: try row.text(5),
                        subject: try row.text(6), detail: try row.text(7)),
                    try row.bytes(8)
                )
            }
            try walk.accept(link)
            // An erased entry keeps its commitment alone, and names nobody.
            if salt.isEmpty, note.subject.hasPrefix("erased-"), note.detail.isEmpty {
                blanked[note.subject, default: Blanked()].entries.add(link.sequence)
                return
            }
            let fits = Commitment.digest(
                link.commitment, fits: note.bytes, salt: salt)
            guard fits else { throw LedgerBreak.altered(.audit, sequence: link.sequence) }
            if note.action == "member.erase" { erasures[note.subject] = note.detail }
        }
        try walk.finish(at: state)
    }

    /// Holds what was blanked against the erasures that the log tells of.
    func finish() throws {
        for (alias, blanked) in blanked.sorted(by: { $0.key < $1.key }) {
            if let told = erasures[alias], blanked.isTold(by: told) { continue }
            if blanked.records.first > 0 {
                throw LedgerBreak.altered(.records, sequence: blanked.records.first)
            }
            throw LedgerBreak.altered(.audit, sequence: blanked.entries.first)
        }
    }
}
