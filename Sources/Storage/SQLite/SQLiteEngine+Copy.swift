import Foundation
import GRDB

extension SQLiteEngine: CopyingEngine {
    func copy(
        to file: URL, then body: @escaping @Sendable (any WriteConnection) throws -> Void
    ) async throws {
        let first = file.appendingPathExtension("first")
        let copy = try Self.newFile(first)
        defer { Self.close(copy) }
        // SQLite's online backup: one read transaction, which no writer waits for.
        try await database.read { source in
            try copy.writeWithoutTransaction { target in
                try source.backup(to: target)
                // The copy brought the journal of its origin; nobody else reads it, and a torn one
                // is thrown away.
                try target.execute(
                    sql: """
                        PRAGMA journal_mode = DELETE;
                        PRAGMA journal_mode = OFF;
                        """)
            }
        }
        try Self.makePrivate(file.path)
        try await copy.writeWithoutTransaction { target in
            try Self.withoutIndexes(on: target) { try body($0) }
            // Written anew, so that pages keep nothing of what rows said before.
            try target.execute(sql: "VACUUM INTO ?", arguments: [file.path])
        }
        try FileManager.default.removeItem(at: first)
    }

    /// Changes a database file that nobody has open yet, without a journal: a failure leaves it unusable.
    ///
    /// - Parameter other: A file whose tables are at hand under a name.
    static func rewrite(
        _ file: URL, attaching other: URL, as name: String,
        _ body: (any WriteConnection) throws -> Void
    ) throws {
        let queue = try newFile(file)
        defer { close(queue) }
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [other.path])
            try withoutIndexes(on: database, body)
            try database.execute(sql: "DETACH DATABASE \(name)")
        }
    }

    /// Runs a body while records have no index by their member, which is to change in every row.
    private static func withoutIndexes(
        on database: Database, _ body: (any WriteConnection) throws -> Void
    ) throws {
        let indexes = try Row.fetchAll(
            database,
            sql: """
                SELECT name, sql
                FROM sqlite_schema
                WHERE type = 'index'
                  AND tbl_name = 'record'
                  AND sql LIKE '%member_id%'
                """
        ).map { (name: $0["name"] as String, sql: $0["sql"] as String) }
        for index in indexes {
            try database.execute(sql: "DROP INDEX \(index.name.quotedDatabaseIdentifier)")
        }
        try body(
            SQLiteConnection(database: database, counter: StatementCounter(keepsTexts: false)))
        for index in indexes { try database.execute(sql: index.sql) }
    }

    func export(_ tables: [String], with files: [String: [UInt8]], to file: URL) async throws {
        let copy = try Self.newFile(file)
        defer { Self.close(copy) }
        try await database.read { source in
            try copy.inTransaction { target in
                for table in tables { try Self.export(table, from: source, to: target) }
                try target.execute(sql: "CREATE TABLE carried_file (name, bytes)")
                for (name, bytes) in files {
                    try target.execute(
                        sql: "INSERT INTO carried_file (name, bytes) VALUES (?, ?)",
                        arguments: [name, Data(bytes)])
                }
                return .commit
            }
        }
    }

    /// Reads a file that `export` made.
    static func read<Value>(
        _ file: URL, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        defer { close(queue) }
        return try queue.read { database in
            try body(
                SQLiteConnection(
                    database: database, counter: StatementCounter(keepsTexts: false)))
        }
    }

    private static func export(_ table: String, from source: Database, to target: Database) throws {
        let columns = try source.columns(in: table).map(\.name.quotedDatabaseIdentifier)
        let list = columns.joined(separator: ", ")
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try target.execute(sql: "CREATE TABLE \(table) (\(list))")
        let insert = try target.makeStatement(
            sql: "INSERT INTO \(table) (\(list)) VALUES (\(places))")
        let rows = try Row.fetchCursor(source, sql: "SELECT \(list) FROM \(table)")
        while let row = try rows.next() {
            insert.setUncheckedArguments(StatementArguments(Array(row.databaseValues)))
            try insert.execute()
        }
    }

    func write(
        attaching file: URL, as name: String, _ body: (any WriteConnection) throws -> Void
    ) throws {
        let counter = counter
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [file.path])
            let outcome = Result {
                try body(SQLiteConnection(database: database, counter: counter))
            }
            try database.execute(sql: "DETACH DATABASE \(name)")
            try outcome.get()
        }
    }

    func columns(of table: String, in file: URL?) throws -> [String] {
        guard let file else { return try database.read { try Self.columns(of: table, in: $0) } }
        return try Self.columns(of: table, in: file)
    }

    /// The columns of a table of a file; none where there is no such table.
    static func columns(of table: String, in file: URL) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        defer { close(queue) }
        return try queue.read { try columns(of: table, in: $0) }
    }

    private static func columns(of table: String, in database: Database) throws -> [String] {
        guard try database.tableExists(table) else { return [] }
        return try database.columns(in: table).map(\.name)
    }

    func damage() async throws -> [String] {
        try await database.read { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
        }
    }

    /// A new file that only its owner reads, without a journal: it is made whole or thrown away.
    private static func newFile(_ file: URL) throws -> DatabaseQueue {
        try makePrivate(file.path)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA secure_delete = ON;
                    """)
        }
        return try DatabaseQueue(path: file.path, configuration: configuration)
    }

    /// Nothing is lost when a connection to a finished file does not close.
    private static func close(_ queue: DatabaseQueue) {
        do { try queue.close() } catch { queue.interrupt() }
    }
}
