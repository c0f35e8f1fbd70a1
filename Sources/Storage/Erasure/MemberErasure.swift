import Attendance
import Foundation
import Sealing
import Timekeeping

/// Takes a person out of the database; what stays is anonymous, and both chains still hold.
///
/// The member's key goes, and with it all that it sealed, in every copy that lacks the key's row.
/// Profile, payloads, positions, uses of devices and documents that speak of the person go as well.
/// Records and consent receipts keep what statistics and proof need, under a random name.
struct MemberErasure {
    let organization: OrganizationID
    let member: MemberID
    /// The random name that stands for nobody.
    let alias: String
    /// Whether the member goes by a stand-in, under which the log has all that it says of the person.
    let isStandIn: Bool
    let connection: any SQLConnection

    /// Tables whose rows of a member simply go: those with `organization_id` and `member_id`.
    static let tables = [
        "sealing_key", "device_use", "device_key", "challenge", "motion_memory", "evidence",
        "pending_lesson", "legal_hold",
    ]

    /// Kinds of actions in the audit log whose subject is a member.
    static let actions = ["member", "consent", "face", "request", "device", "evidence", "hold"]

    init(
        of member: MemberID, in organization: OrganizationID, isStandIn: Bool,
        on connection: any SQLConnection
    ) throws {
        self.isStandIn = isStandIn
        self.organization = organization
        self.member = member
        self.connection = connection
        alias = Self.prefix + Hexadecimal.encode(try SecureRandom.system.bytes(12))
    }

    private static let prefix = "erased-"

    /// Whether an id has the form of a name that stands for nobody.
    static func isAlias(_ member: MemberID) -> Bool { member.text.hasPrefix(prefix) }

    /// Erases in the transaction of the connection.
    func run(at now: Instant) throws {
        try connection.run(
            """
            DELETE FROM face_probe
            WHERE organization_id = $1
              AND record_id IN (
                SELECT id FROM record WHERE organization_id = $1 AND member_id = $2
              )
            """, key)
        let place = MemberPlace(organization: organization, member: member)
        try TraceRows.removeAll(of: place, purpose: nil, on: connection)
        try renameRows(at: now)
        try SealingKeyRows.raiseFloor(over: place, on: connection)
        for table in Self.tables {
            try connection.run(
                """
                DELETE FROM \(table)
                WHERE organization_id = $1
                  AND member_id = $2
                """, key)
        }
        try eraseDocuments()
        try renameInGroups()
        for action in Self.actions { try eraseAudit(of: member.text, like: "\(action).%") }
        if isStandIn { try eraseAudit(of: member.text, like: "%") }
        try eraseCaller()
        try connection.run(
            """
            DELETE FROM member
            WHERE organization_id = $1
              AND id = $2
            """, key)
    }

    private var key: [SQLValue] { [.text(organization.text), .text(member.text)] }

    private func renameRows(at now: Instant) throws {
        try connection.run(
            """
            INSERT INTO member (
              organization_id, id, profile, version, consents, consent_version, closed_at,
              erased_at
            )
            VALUES ($1, $2, $3, 1, 0, 0, $4, $4)
            """,
            [
                .text(organization.text), .text(alias), .bytes([]), .integer(now.milliseconds),
            ])
        try connection.run(
            """
            UPDATE record
            SET member_id = $1, payload = NULL, position = NULL
            WHERE organization_id = $2
              AND member_id = $3
            """, [.text(alias)] + key)
        try connection.run(
            """
            UPDATE face_template
            SET member_id = $1
            WHERE organization_id = $2
              AND member_id = $3
            """, [.text(alias)] + key)
        try connection.run(
            """
            UPDATE webhook_event
            SET member_id = $1
            WHERE organization_id = $2
              AND member_id = $3
            """, [.text(alias)] + key)
        try connection.run(
            """
            UPDATE disclosure
            SET member_id = $1
            WHERE organization_id = $2
              AND member_id = $3
            """, [.text(alias)] + key)
        try connection.run(
            """
            UPDATE consent_receipt
            SET member_id = $1, channel = ''
            WHERE organization_id = $2
              AND member_id = $3
            """, [.text(alias)] + key)
    }

    /// Those that speak of the member, and those that did before they were taken out of force.
    private func eraseDocuments() throws {
        let documents = try connection.rows(
            """
            SELECT kind, id
            FROM document_subject
            WHERE organization_id = $1
              AND member_id = $2
            UNION
            SELECT v.kind, v.id
            FROM document_version v
            LEFT JOIN document d
              ON d.organization_id = v.organization_id
              AND d.kind = v.kind
              AND d.id = v.id
            WHERE v.organization_id = $1
              AND v.member_id = $2
              AND d.id IS NULL
            """, key)
        for document in documents {
            let (kind, id) = (try document.text(0), try document.text(1))
            let name: [SQLValue] = [.text(organization.text), .text(kind), .text(id)]
            for table in ["document_subject", "document", "document_version"] {
                try connection.run(
                    """
                    DELETE FROM \(table)
                    WHERE organization_id = $1
                      AND kind = $2
                      AND id = $3
                    """, name)
            }
            try eraseAudit(of: id, like: "\(kind).%")
        }
        // Of documents that speak of somebody else by now, what they said before.
        try connection.run(
            """
            DELETE FROM document_version
            WHERE organization_id = $1
              AND member_id = $2
            """, key)
    }

    /// Groups keep their size: the member's place in them is the alias's.
    private func renameInGroups() throws {
        try connection.renameInGroups(of: organization) { $0 == member.text ? alias : nil }
    }

    /// Blanks what the member itself did: entries of its own calls name it as the caller.
    private func eraseCaller() throws {
        try connection.run(
            """
            UPDATE audit_entry
            SET caller = $1, detail = '', salt = $2
            WHERE organization_id = $3
              AND caller = $4
            """,
            [
                .text("member:\(alias)"), .bytes([]), .text(organization.text),
                .text("member:\(member.text)"),
            ])
    }

    /// Blanks entries; their commitments stay, so that the chain holds without them.
    private func eraseAudit(of subject: String, like action: String) throws {
        try connection.run(
            """
            UPDATE audit_entry
            SET subject = $1, detail = '', salt = $2
            WHERE organization_id = $3
              AND subject = $4
              AND action LIKE $5
            """,
            [
                .text(alias), .bytes([]), .text(organization.text), .text(subject),
                .text(action),
            ])
    }
}
