import Attendance
import Sealing
import Timekeeping

/// An entry of an audit log in a copy, with what its chain commits to.
struct CopyEntry {
    let sequence: Int64
    var note: AuditNote
    var salt: [UInt8]
}

/// What an entry says of a person, as it is sealed in a copy.
struct CopiedEntry: Codable {
    let caller: String
    let subject: String
    let detail: String
    let salt: [UInt8]

    init(_ entry: CopyEntry) {
        caller = entry.note.caller
        subject = entry.note.subject
        detail = entry.note.detail
        salt = entry.salt
    }
}

/// A consent receipt in a copy.
struct CopyReceipt {
    let member: MemberID
    let number: Int64
    let channel: String
}

extension StandIns {
    func auditPage(
        of organization: OrganizationID, after sequence: Int64
    ) throws -> [CopyEntry] {
        try connection.rows(
            """
            SELECT sequence, caller, action, subject, detail, salt
            FROM audit_entry
            WHERE organization_id = $1
              AND sequence > $2
            ORDER BY sequence
            LIMIT 1000
            """, [.text(organization.text), .integer(sequence)]
        ).map { row in
            CopyEntry(
                sequence: try row.integer(0),
                note: AuditNote(
                    caller: try row.text(1), action: try row.text(2), subject: try row.text(3),
                    detail: try row.text(4)),
                salt: try row.bytes(5))
        }
    }

    func write(_ entry: CopyEntry, of organization: OrganizationID) throws {
        try connection.run(
            """
            UPDATE audit_entry
            SET caller = $1, subject = $2, detail = $3, salt = $4
            WHERE organization_id = $5
              AND sequence = $6
            """,
            [
                .text(entry.note.caller), .text(entry.note.subject), .text(entry.note.detail),
                .bytes(entry.salt), .text(organization.text), .integer(entry.sequence),
            ])
    }

    /// The receipts of those who have a stand-in, while rows name them.
    func receipts(of organization: OrganizationID) throws -> [CopyReceipt] {
        try connection.rows(
            """
            SELECT c.member_id, c.number, c.channel
            FROM consent_receipt c
            JOIN naming n
              ON n.organization_id = c.organization_id
              AND n.member_id = c.member_id
            WHERE c.organization_id = $1
            """, [.text(organization.text)]
        ).compactMap { row in
            guard let member = MemberID(try row.text(0)) else { return nil }
            return CopyReceipt(
                member: member, number: try row.integer(1), channel: try row.text(2))
        }
    }

    func write(
        _ channel: String, to receipt: CopyReceipt, of organization: OrganizationID
    ) throws {
        try connection.run(
            """
            UPDATE consent_receipt
            SET channel = $1
            WHERE organization_id = $2
              AND member_id = $3
              AND number = $4
            """,
            [
                .text(channel), .text(organization.text), .text(receipt.member.text),
                .integer(receipt.number),
            ])
    }
}
