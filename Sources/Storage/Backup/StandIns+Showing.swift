import Attendance
import Sealing
import Timekeeping

extension StandIns {
    /// Puts the names back of everybody whose key is there; stand-ins that stay are kept in their
    /// table.
    ///
    /// Takes the keys out again: what is restored gets them by `CarriedKeys`.
    func show() throws {
        try changing {
            try makeTables(Self.naming)
            try nameMembers()
            try nameDocuments()
            try rename(from: "name", to: "member_id")
            for organization in try namedOrganizations() {
                try showAudit(of: organization)
                try showReceipts(of: organization)
            }
            try connection.run(
                """
                DELETE FROM \(Self.table)
                WHERE EXISTS (
                  SELECT 1
                  FROM naming n
                  WHERE n.organization_id = \(Self.table).organization_id
                    AND n.name = \(Self.table).name
                )
                """, [])
            try makeTables(
                Self.dropNaming + ["DROP TABLE copied_document", "DELETE FROM sealing_key"])
        }
    }

    private func nameMembers() throws {
        let holders = try connection.rows(
            """
            SELECT organization_id, member_id, version
            FROM sealing_key
            WHERE member_id > $1
              AND purpose = $2
              AND wrapped IS NOT NULL
            """, [.text(""), .text(SealPurpose.general.rawValue)])
        for row in holders {
            guard let organization = OrganizationID(try row.text(0)),
                let member = MemberID(try row.text(1)),
                let version = UInt32(exactly: try row.integer(2)),
                let key = try key(of: member, version, in: organization)
            else { continue }
            let name = try name(by: key)
            try connection.run(
                """
                INSERT INTO naming (organization_id, member_id, name)
                SELECT s.organization_id, $1, s.name
                FROM \(Self.table) s
                WHERE s.organization_id = $2
                  AND s.name = $3
                """, [.text(member.text), .text(organization.text), .text(name)])
        }
    }

    /// One version of a member's key; nil where it does not open.
    private func key(
        of member: MemberID, _ version: UInt32, in organization: OrganizationID
    ) throws -> OwnerKey? {
        do {
            return try keys.key(
                of: .member(member, .general, organization), version: version, session,
                on: connection)
        } catch is SealError {
            return nil
        } catch is RetiredKey {
            return nil
        }
    }

    private func nameDocuments() throws {
        try connection.forEach(
            """
            SELECT d.organization_id, d.kind, d.name, d.sealed, n.member_id
            FROM copied_document d
            JOIN naming n
              ON n.organization_id = d.organization_id
              AND n.name = d.member_id
            """, []
        ) { row in
            guard let organization = OrganizationID(try row.text(0)),
                let member = MemberID(try row.text(4))
            else { return }
            let (kind, name) = (try row.text(1), try row.text(2))
            let cell = cell("document", "\(kind)/\(name)", of: member, in: organization)
            let id = try text(try row.bytes(3), in: cell)
            try connection.run(
                """
                INSERT INTO naming_document (organization_id, kind, id, member_id, name)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .text(organization.text), .text(kind), .text(id), .text(member.text),
                    .text(name),
                ])
        }
    }

    private func showAudit(of organization: OrganizationID) throws {
        var last: Int64 = 0
        while true {
            let page = try auditPage(of: organization, after: last)
            guard let end = page.last else { return }
            last = end.sequence
            for entry in page where !entry.salt.isEmpty {
                let id = try told(
                    "member_id", where: "name", is: entry.note.subject, in: organization)
                guard let member = id.flatMap({ MemberID($0) }) else { continue }
                let cell = cell("audit_entry", "\(entry.sequence)", of: member, in: organization)
                let copied = try JSONBytes.decode(CopiedEntry.self, try open(entry.salt, in: cell))
                var shown = entry
                shown.note = AuditNote(
                    caller: copied.caller, action: entry.note.action, subject: copied.subject,
                    detail: copied.detail)
                shown.salt = copied.salt
                try write(shown, of: organization)
            }
        }
    }

    private func showReceipts(of organization: OrganizationID) throws {
        for receipt in try receipts(of: organization) {
            let cell = cell(
                "consent_receipt", "\(receipt.number)", of: receipt.member, in: organization)
            guard let box = Hexadecimal.decode(receipt.channel) else {
                throw BackupError.damaged("a receipt's channel is not sealed")
            }
            try write(try text(box, in: cell), to: receipt, of: organization)
        }
    }

    private func text(_ box: [UInt8], in cell: PayloadCell) throws -> String {
        String(decoding: try open(box, in: cell), as: UTF8.self)
    }

    private func open(_ box: [UInt8], in cell: PayloadCell) throws -> [UInt8] {
        let version = try BoxHeader(reading: box).keyVersion
        guard let key = try keys.key(of: cell.holder, version: version, session, on: connection)
        else { throw SealError.forged }
        return try key.open(box, in: cell.sealed)
    }
}
