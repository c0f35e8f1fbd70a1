import Attendance
import Sealing
import Timekeeping

/// An entry that has no place in a log yet.
struct AuditNote: Sendable {
    let caller: String
    let action: String
    let subject: String
    let detail: String

    init(_ action: String, _ subject: String, detail: String = "", by caller: Caller) {
        self.init(caller: caller.name, action: action, subject: subject, detail: detail)
    }

    init(caller: String, action: String, subject: String, detail: String) {
        self.caller = caller
        self.action = action
        self.subject = subject
        self.detail = detail
    }

    /// What the chain commits to.
    var bytes: [UInt8] {
        var bytes = CanonicalBytes(domain: "rollcall/audit/1")
        bytes.append(caller)
        bytes.append(action)
        bytes.append(subject)
        bytes.append(detail)
        return bytes.bytes
    }
}

extension SQLConnection {
    /// Adds an entry to an organization's log.
    ///
    /// - Throws: `StoreError.unknownOrganization`.
    func append(_ note: AuditNote, in organization: OrganizationID, at now: Instant) throws {
        guard let state = try state(of: .audit, in: organization) else {
            throw StoreError.unknownOrganization
        }
        let commitment = try Commitment(to: note.bytes)
        let next = state.appending(commitment.digest, at: now)
        try run(
            """
            INSERT INTO audit_entry (
              organization_id, sequence, recorded_at, caller, action, subject, detail,
              salt, commitment, link
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(organization.text), .integer(next.sequence),
                .integer(next.recordedAt.milliseconds), .text(note.caller), .text(note.action),
                .text(note.subject), .text(note.detail), .bytes(commitment.salt),
                .bytes(commitment.digest.bytes), .bytes(next.head.digest.bytes),
            ])
        try write(next, to: .audit, of: organization)
    }
}
