import Attendance
import Sealing
import Timekeeping

extension StandIns {
    /// Takes everybody's name out of the copy, whose keys are still in it.
    func hide() throws {
        try changing {
            try makeTables(Self.naming + Self.keptTables)
            let organizations = try connection.rows(
                "SELECT id FROM organization WHERE id > $1 ORDER BY id", [.text("")]
            ).compactMap { OrganizationID(try $0.text(0)) }
            for organization in organizations {
                try nameMembers(of: organization)
                try nameDocuments(of: organization)
                try hideAudit(of: organization)
                try hideReceipts(of: organization)
            }
            try rename(from: "member_id", to: "name")
            try connection.run(
                """
                INSERT INTO \(Self.table) (organization_id, name)
                SELECT organization_id, name
                FROM naming
                """, [])
            try makeTables(Self.dropNaming)
        }
    }

    private static let keptTables = [
        """
        CREATE TABLE \(table) (
          organization_id TEXT NOT NULL,
          name TEXT NOT NULL,
          PRIMARY KEY (organization_id, name)
        )
        """,
        """
        CREATE TABLE copied_document (
          organization_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          name TEXT NOT NULL,
          member_id TEXT NOT NULL, -- the stand-in of whose key seals the id
          sealed BLOB NOT NULL,
          PRIMARY KEY (organization_id, kind, name)
        )
        """,
    ]

    private func nameMembers(of organization: OrganizationID) throws {
        var last = ""
        while true {
            let page = try connection.rows(
                """
                SELECT id
                FROM member
                WHERE organization_id = $1
                  AND id > $2
                  AND erased_at IS NULL
                ORDER BY id
                LIMIT 1000
                """, [.text(organization.text), .text(last)]
            ).compactMap { MemberID(try $0.text(0)) }
            guard let end = page.last else { return }
            last = end.text
            for member in page {
                guard let key = try key(of: member, in: organization) else { continue }
                try connection.run(
                    """
                    INSERT INTO naming (organization_id, member_id, name)
                    VALUES ($1, $2, $3)
                    """,
                    [.text(organization.text), .text(member.text), .text(try name(by: key))])
            }
        }
    }

    /// Ids of documents that speak of somebody may name the person too.
    private func nameDocuments(of organization: OrganizationID) throws {
        for source in ["document_subject", "document", "document_version"] {
            try connection.forEach(
                """
                SELECT DISTINCT d.kind, d.id, d.member_id, n.name
                FROM \(source) d
                JOIN naming n
                  ON n.organization_id = d.organization_id
                  AND n.member_id = d.member_id
                WHERE d.organization_id = $1
                """, [.text(organization.text)]
            ) { row in
                let (kind, id) = (try row.text(0), try row.text(1))
                guard let member = MemberID(try row.text(2)) else { return }
                let name = Self.prefix + Hexadecimal.encode(try SecureRandom.system.bytes(16))
                let inserted = try connection.run(
                    """
                    INSERT INTO naming_document (organization_id, kind, id, member_id, name)
                    VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (organization_id, kind, id) DO NOTHING
                    """,
                    [
                        .text(organization.text), .text(kind), .text(id), .text(member.text),
                        .text(name),
                    ])
                guard inserted == 1, let key = try key(of: member, in: organization) else {
                    return
                }
                let cell = cell("document", "\(kind)/\(name)", of: member, in: organization)
                try connection.run(
                    """
                    INSERT INTO copied_document (organization_id, kind, name, member_id, sealed)
                    VALUES ($1, $2, $3, $4, $5)
                    """,
                    [
                        .text(organization.text), .text(kind), .text(name),
                        .text(try row.text(3)),
                        .bytes(try key.seal(Array(id.utf8), in: cell.sealed)),
                    ])
            }
        }
    }

    /// Entries that concern a member keep time, kind and who acted; the rest is sealed, with the
    /// salt, so that nothing is left to try guesses against.
    private func hideAudit(of organization: OrganizationID) throws {
        var last: Int64 = 0
        while true {
            let page = try auditPage(of: organization, after: last)
            guard let end = page.last else { return }
            last = end.sequence
            for entry in page where !entry.salt.isEmpty {
                guard let member = try subject(of: entry.note, in: organization),
                    let key = try key(of: member, in: organization),
                    let name = try told(
                        "name", where: "member_id", is: member.text, in: organization)
                else { continue }
                let cell = cell("audit_entry", "\(entry.sequence)", of: member, in: organization)
                let plain = try JSONBytes.encode(CopiedEntry(entry))
                var hidden = entry
                hidden.note = AuditNote(
                    caller: entry.note.caller == "member:\(member)"
                        ? "member:\(name)" : entry.note.caller,
                    action: entry.note.action, subject: name, detail: "")
                hidden.salt = try key.seal(plain, in: cell.sealed)
                try write(hidden, of: organization)
            }
        }
    }

    /// Whom an entry concerns: who acted for itself, whom it was about, whom its document speaks of.
    private func subject(
        of note: AuditNote, in organization: OrganizationID
    ) throws -> MemberID? {
        let prefix = "member:"
        if note.caller.hasPrefix(prefix),
            let caller = MemberID(String(note.caller.dropFirst(prefix.count)))
        {
            return caller
        }
        let kind = String(note.action.prefix { $0 != "." })
        if MemberErasure.actions.contains(kind) { return MemberID(note.subject) }
        return try connection.row(
            """
            SELECT member_id
            FROM naming_document
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, [.text(organization.text), .text(kind), .text(note.subject)]
        ).flatMap { MemberID(try $0.text(0)) }
    }

    private func hideReceipts(of organization: OrganizationID) throws {
        for receipt in try receipts(of: organization) {
            guard let key = try key(of: receipt.member, in: organization) else { continue }
            let cell = cell(
                "consent_receipt", "\(receipt.number)", of: receipt.member, in: organization)
            let box = try key.seal(Array(receipt.channel.utf8), in: cell.sealed)
            try write(Hexadecimal.encode(box), to: receipt, of: organization)
        }
    }
}
