import Attendance
import Foundation
import Sealing
import Timekeeping

/// The tables of a file of keys, beside the database that gets them back.
struct CarriedKeys {
    let file: URL
    let engine: any CopyingEngine

    /// What the file's tables are called by in statements.
    static let schema = "carried"

    /// Brings the schema up to date and gives the database the keys of server and organizations.
    ///
    /// - Throws: `OpeningError`, `BackupError`.
    func adoptServerKeys(under roots: RootKeys, at now: Instant) throws {
        let migrator = Migrator(bytesType: engine.bytesType, root: roots.current)
        try engine.write { try migrator.migrate($0, at: now) }
        try write { connection in
            for table in AttendanceStore.keyTables {
                try connection.run("DELETE FROM \(table)", [])
            }
            try insert("server_key", on: connection)
            try insert("backup_copy", on: connection)
            try insert(
                "sealing_key", as: "k",
                where: """
                    k.member_id = ''
                      AND EXISTS (SELECT 1 FROM organization o WHERE o.id = k.organization_id)
                    """, on: connection)
        }
    }

    /// Gives back the keys of those who are members in the copy, and destroys the templates whose
    /// key was destroyed since.
    func adoptMemberKeys(on connection: any WriteConnection) throws {
        try insert(
            "sealing_key", as: "k",
            where: """
                k.member_id > ''
                  AND EXISTS (
                    SELECT 1
                    FROM member m
                    WHERE m.organization_id = k.organization_id
                      AND m.id = k.member_id
                      AND m.erased_at IS NULL
                  )
                """, on: connection)
        try connection.run(
            """
            UPDATE face_template
            SET sealed = NULL
            WHERE sealed IS NOT NULL
              AND NOT EXISTS (
                SELECT 1
                FROM sealing_key k
                WHERE k.organization_id = face_template.organization_id
                  AND k.member_id = face_template.member_id
                  AND k.purpose = $1
                  AND k.version = face_template.key_version
                  AND k.wrapped IS NOT NULL
              )
            """, [.text(SealPurpose.face.rawValue)])
    }

    /// One transaction with the file's tables at hand.
    func write(_ body: (any WriteConnection) throws -> Void) throws {
        try engine.write(attaching: file, as: Self.schema) { connection in
            try connection.begin(touching: [])
            do {
                try body(connection)
                try connection.commit()
            } catch {
                try connection.rollBack()
                throw error
            }
        }
    }

    /// Copies rows with all columns that both sides have; a newer schema fills in the others.
    private func insert(
        _ table: String, as alias: String = "k", where condition: String = "1 = 1",
        on connection: any SQLConnection
    ) throws {
        let theirs = Set(try engine.columns(of: table, in: file))
        let columns = try engine.columns(of: table, in: nil).filter(theirs.contains)
        guard !columns.isEmpty else { throw BackupError.foreignKeys }
        let names = columns.joined(separator: ", ")
        let values = columns.map { "\(alias).\($0)" }.joined(separator: ", ")
        try connection.run(
            """
            INSERT INTO \(table) (\(names))
            SELECT \(values)
            FROM \(Self.schema).\(table) \(alias)
            WHERE \(condition)
            """, [])
    }
}
