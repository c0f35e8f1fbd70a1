import Foundation
import GRDB

extension SQLiteEngine: CopyingEngine {
    func copy(to file: URL, then statements: [String]) async throws {
        let copy = try Self.newFile(file)
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
                        PRAGMA secure_delete = ON;
                        """)
                for statement in statements { try target.execute(sql: statement) }
            }
        }
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
        func names(_ database: Database) throws -> [String] {
            guard try database.tableExists(table) else { return [] }
            return try database.columns(in: table).map(\.name)
        }
        guard let file else { return try database.read(names) }
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: file.path, configuration: configuration).read(names)
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
