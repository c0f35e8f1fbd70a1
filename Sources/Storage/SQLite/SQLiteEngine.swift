import Foundation
import GRDB

/// SQLite through GRDB: one writing connection, a pool of reading ones, write-ahead log.
final class SQLiteEngine: Engine {
    /// The database's file in its folder.
    static let fileName = "rollcall.sqlite"

    let bytesType = "BLOB"
    let counter: StatementCounter
    let folder: URL?
    let database: any DatabaseWriter
    private let lock: FolderLock?

    /// Opens or makes the database of a folder.
    init(folder: URL, readers: Int) throws(OpeningError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .folder(folder.path, cause: "\(error)")
        }
        counter = StatementCounter(keepsTexts: false)
        self.folder = folder
        lock = try FolderLock(folder)
        do {
            try BackupFiles.discardDrafts(in: folder)
            let path = folder.appending(path: Self.fileName).path
            try Self.makePrivate(path)
            let pool = try DatabasePool(path: path, configuration: Self.configuration(readers))
            database = pool
            try Self.makeDurable(pool)
        } catch {
            throw .engine(cause: "\(error)")
        }
    }

    /// A database that lives as long as the engine.
    init(keepsStatements: Bool = false) throws(OpeningError) {
        counter = StatementCounter(keepsTexts: keepsStatements)
        folder = nil
        lock = nil
        do {
            let queue = try DatabaseQueue(configuration: Self.configuration(1))
            database = queue
            try Self.makeDurable(queue)
        } catch {
            throw .engine(cause: "\(error)")
        }
    }

    func read<Value: Sendable>(
        _ isolation: ReadIsolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let counter = counter
        switch isolation {
        case .statement:
            return try await database.unsafeRead { database in
                try body(SQLiteConnection(database: database, counter: counter))
            }
        case .snapshot:
            return try await database.read { database in
                try body(SQLiteConnection(database: database, counter: counter))
            }
        }
    }

    func write(_ body: (any WriteConnection) throws -> Void) throws {
        try database.writeWithoutTransaction { database in
            try body(SQLiteConnection(database: database, counter: counter))
        }
    }

    func complaints() async -> [String] {
        do {
            return try await database.writeWithoutTransaction { try Self.faults(of: $0) }
        } catch {
            return ["the database does not answer"]
        }
    }

    func scrub() async throws {
        guard database is DatabasePool else { return }
        try await database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }

    func close() throws {
        try database.close()
        lock?.unlock()
    }

    private static func configuration(_ readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = readers
        // After a failed commit and a failed rollback the writer stops; it must not trap instead.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // What is deleted is overwritten, so that an erased person is not in the file any more.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// Lets only the owner read the database; its log files take over its mode.
    static func makePrivate(_ path: String) throws {
        let manager = FileManager.default
        if !manager.fileExists(atPath: path) {
            _ = manager.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        for file in [path, path + "-wal", path + "-shm"] where manager.fileExists(atPath: file) {
            try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        }
    }

    /// GRDB sets the writer of a pool to NORMAL after it prepared it, so FULL comes last.
    private static func makeDurable(_ database: some DatabaseWriter) throws {
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
    }

    /// What the writing connection's settings lack, read back from SQLite.
    private static func faults(of database: Database) throws -> [String] {
        var faults: [String] = []
        if try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0 < 2 {
            faults.append("commits are not durable: synchronous is below FULL")
        }
        if try Int.fetchOne(database, sql: "PRAGMA foreign_keys") != 1 {
            faults.append("foreign keys are off")
        }
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
        if !["wal", "memory"].contains(mode) { faults.append("the journal mode is \(mode)") }
        return faults
    }
}
