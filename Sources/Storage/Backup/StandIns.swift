import Attendance
import Sealing
import Timekeeping

/// What members go by in a copy of the database, so that the copy names nobody by itself.
///
/// A stand-in is a code that only the member's own key makes, another one in every copy; what else
/// of a person stood in the open is sealed under the same key. With the newest file of keys the
/// names come back: of somebody who was erased since, the copy keeps rows of nobody.
struct StandIns {
    /// The number of the copy.
    let copy: Int64
    /// Reads the copy's own keys, and is of no use afterwards.
    let keys: KeyStore
    /// The file of the copy; foreign keys are not enforced, for names change in one table after another.
    let connection: any WriteConnection
    let session: KeyStore.Session

    /// The table of the stand-ins of a copy, which is gone once it is restored.
    static let table = "stand_in"
    /// The tables that are kept in a copy: its stand-ins, and the sealed names of documents.
    static let kept = [table, "copied_document"]

    init(copy: Int64, roots: RootKeys, on connection: any WriteConnection) {
        self.copy = copy
        self.connection = connection
        keys = KeyStore(roots: roots)
        session = keys.session()
    }

    /// The stand-in that a key makes.
    func name(by key: OwnerKey) throws -> String {
        let code = try key.authenticationKey(for: .standIn).code(for: Array("copy/\(copy)".utf8))
        return Self.prefix + Hexadecimal.encode(Array(code.bytes.prefix(16)))
    }

    /// What every stand-in begins with.
    static let prefix = "copied-"

    /// Where something of a member that stood in the open stands sealed.
    func cell(
        _ table: String, _ row: String, of member: MemberID, in organization: OrganizationID
    ) -> PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: "copy/\(copy)", column: table,
            row: row)
    }

    /// The newest general key of a member; nil where there is none, or it does not open.
    func key(of member: MemberID, in organization: OrganizationID) throws -> OwnerKey? {
        let holder = KeyHolder.member(member, .general, organization)
        if let known = keys.remembered(holder) { return known }
        do {
            return try keys.newest(of: holder, session, on: connection)
        } catch is SealError {
            return nil
        }
    }

    /// Runs a body in one transaction.
    func changing(_ body: () throws -> Void) throws {
        try connection.begin(touching: [])
        do {
            try body()
            try connection.commit()
        } catch {
            try connection.rollBack()
            throw error
        }
    }

    func makeTables(_ statements: [String]) throws {
        for statement in statements { try connection.run(statement, []) }
    }

    /// The tables of who goes by what, and which document by which id; they do not outlast their use.
    static let naming = [
        """
        CREATE TABLE naming (
          organization_id TEXT NOT NULL,
          member_id TEXT NOT NULL,
          name TEXT NOT NULL,
          PRIMARY KEY (organization_id, member_id),
          UNIQUE (organization_id, name)
        )
        """,
        """
        CREATE TABLE naming_document (
          organization_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          id TEXT NOT NULL,
          member_id TEXT NOT NULL,
          name TEXT NOT NULL,
          PRIMARY KEY (organization_id, kind, id),
          UNIQUE (organization_id, kind, name)
        )
        """,
    ]

    static let dropNaming = ["DROP TABLE naming", "DROP TABLE naming_document"]

    /// Gives rows another name: members' first ones or their stand-ins.
    ///
    /// - Parameters:
    ///   - known: The column of `naming` that holds what rows say now.
    ///   - wanted: The column that holds what they shall say.
    func rename(from known: String, to wanted: String) throws {
        var columns = DataCatalogue.tables.filter { table in
            !AttendanceStore.keyTables.contains(table.name)
                && table.columns.contains { $0.name == "member_id" }
        }.map { ($0.name, "member_id") }
        columns.append(("member", "id"))
        for (table, column) in columns {
            try connection.run(
                """
                UPDATE \(table)
                SET \(column) = COALESCE(
                  (
                    SELECT n.\(wanted)
                    FROM naming n
                    WHERE n.organization_id = \(table).organization_id
                      AND n.\(known) = \(table).\(column)
                  ),
                  \(column)
                )
                """, [])
        }
        let documentColumns = known == "name" ? ("name", "id") : ("id", "name")
        for table in ["document_subject", "document", "document_version"] {
            try connection.run(
                """
                UPDATE \(table)
                SET id = COALESCE(
                  (
                    SELECT n.\(documentColumns.1)
                    FROM naming_document n
                    WHERE n.organization_id = \(table).organization_id
                      AND n.kind = \(table).kind
                      AND n.\(documentColumns.0) = \(table).id
                  ),
                  id
                )
                """, [])
        }
        for organization in try namedOrganizations() {
            try connection.renameInGroups(of: organization) { member in
                try told(wanted, where: known, is: member, in: organization)
            }
        }
    }

    /// The organizations that have somebody with a stand-in.
    func namedOrganizations() throws -> [OrganizationID] {
        try connection.rows(
            "SELECT DISTINCT organization_id FROM naming ORDER BY organization_id", []
        ).compactMap { OrganizationID(try $0.text(0)) }
    }

    /// One column of `naming` by another; nil where nobody goes by it.
    func told(
        _ wanted: String, where known: String, is name: String, in organization: OrganizationID
    ) throws -> String? {
        try connection.row(
            """
            SELECT \(wanted)
            FROM naming
            WHERE organization_id = $1
              AND \(known) = $2
            """, [.text(organization.text), .text(name)])?.text(0)
    }
}
