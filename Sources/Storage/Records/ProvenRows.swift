import Attendance
import Foundation
import Sealing
import Timekeeping

/// Reads rows of a chain as they were appended, or says that they were altered.
struct ProvenRows {
    let organization: OrganizationID
    let seal: any PayloadSeal
    /// Told of every row that was altered and does not say so by its seal.
    let altered: @Sendable (OrganizationID, String) -> Void

    /// The columns that `record` reads, in its order; `p` is the record before.
    static let recordColumns = "\(RecordAudit.columns), p.link"
    /// What brings in the record before.
    static let recordBefore = """
        LEFT JOIN record p ON p.organization_id = r.organization_id AND p.sequence = r.sequence - 1
        """
    /// The columns that `entry` reads, in its order; `p` is the entry before.
    static let entryColumns = """
        a.sequence, a.recorded_at, a.commitment, a.link, a.caller, a.action, a.subject, a.detail,
        a.salt, p.link
        """
    /// What brings in the entry before.
    static let entryBefore = """
        LEFT JOIN audit_entry p
          ON p.organization_id = a.organization_id
          AND p.sequence = a.sequence - 1
        """

    /// What leaves out the records of erased members, and no others: a payload that went without an
    /// erasure is told of.
    static let notErased = """
        (r.payload IS NOT NULL OR NOT EXISTS (
          SELECT 1
          FROM member e
          WHERE e.organization_id = r.organization_id
            AND e.id = r.member_id
            AND e.erased_at IS NOT NULL
        ))
        """

    /// The record of a row: its payload, its columns and its place in the chain agree.
    ///
    /// - Returns: nil for a record that an erasure blanked, or whose key is destroyed.
    func record(_ row: SQLRow) throws -> Listed<Record>? {
        let sequence = try row.integer(2)
        do {
            let audit = try RecordAudit(row)
            try require(audit.link, .record, after: row, at: RecordAudit.columnCount)
            let record = try audit.proven(in: organization, openedBy: seal)
            guard !audit.isBlank || MemberErasure.isAlias(audit.member) else {
                throw LedgerBreak.altered(.records, sequence: audit.link.sequence)
            }
            return record.map(Listed.value)
        } catch {
            try tell(error, "record")
            return .altered(AlteredRow(sequence: sequence, id: try? row.text(0)))
        }
    }

    /// The entry of a row, its commitment and its place in the chain proven.
    func entry(_ row: SQLRow) throws -> Listed<AuditEntry> {
        let sequence = try row.integer(0)
        do {
            let link = try StoredLink(row, place: 0, digests: 2)
            try require(link, .audit, after: row, at: 9)
            let note = AuditNote(
                caller: try row.text(4), action: try row.text(5), subject: try row.text(6),
                detail: try row.text(7))
            guard try note.fits(link.commitment, salt: try row.bytes(8)) else {
                throw LedgerBreak.altered(.audit, sequence: link.sequence)
            }
            return .value(
                AuditEntry(
                    sequence: sequence, at: Instant(milliseconds: link.time), caller: note.caller,
                    action: note.action, subject: note.subject, detail: note.detail))
        } catch {
            try tell(error, "audit_entry")
            return .altered(AlteredRow(sequence: sequence, id: nil))
        }
    }

    private func require(
        _ link: StoredLink, _ chain: Chain, after row: SQLRow, at column: Int
    ) throws {
        let before = try row.optionalBytes(column).flatMap { Digest(bytes: $0) }
        guard link.follows(before, in: chain, of: organization) else {
            throw LedgerBreak.altered(
                chain == .record ? .records : .audit, sequence: link.sequence)
        }
    }

    /// - Throws: What is no sign of an altered row but of a store that fails.
    private func tell(_ error: any Error, _ table: String) throws {
        if let error = error as? EngineError, error.kind != .corrupt { throw error }
        if error is RetiredKey || error is StoreError { throw error }
        if !(error is SealError) { altered(organization, table) }
    }
}

extension AuditNote {
    /// Whether it is what the chain committed to, or was blanked by an erasure.
    func fits(_ commitment: Digest, salt: [UInt8]) throws -> Bool {
        if salt.isEmpty, detail.isEmpty { return true }
        return Commitment.digest(commitment, fits: bytes, salt: salt)
    }
}

extension StoredLink {
    /// Whether it leads on from the link before; nil before the first.
    func follows(_ before: Digest?, in chain: Chain, of organization: OrganizationID) -> Bool {
        guard sequence > 0 else { return false }
        let head =
            sequence == 1
            ? chain.start(of: organization)
            : before.map { ChainHead(sequence: sequence - 1, digest: $0) }
        return head?.appending(time: time, commitment: commitment).digest == digest
    }
}

extension AttendanceStore {
    /// Proves the rows of one use of a connection.
    func proving(_ organization: OrganizationID, _ seal: any PayloadSeal) -> ProvenRows {
        ProvenRows(organization: organization, seal: seal, altered: options.altered)
    }
}
