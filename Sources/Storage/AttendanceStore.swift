import Attendance
import Foundation
import Sealing
import Synchronization
import Timekeeping

/// All that the server keeps, in portable SQL over one engine.
///
/// Reads run on the engine's own threads, writes are committed in groups by one writer.
public struct AttendanceStore: AttendanceStorage {
    let engine: any Engine
    let options: StoreOptions
    let queue: WriteQueue
    let keys: KeyStore
    let recall: FaceRecall
    /// Backups and rotations of keys wait for each other.
    let turns = Turns()
    /// The server's own keys, as they were when the store was opened.
    public let serverSecrets: ServerSecrets
    /// Names devices and erased members before the organization's own key does.
    let pseudonyms: AuthenticationKey
    /// Whether payloads are sealed, or stay as they are.
    let sealsPayloads: Bool

    /// Opens the database of a folder, making either if need be; this process alone may have it.
    public static func sqlite(
        at folder: URL, options: StoreOptions
    ) async throws(OpeningError) -> AttendanceStore {
        let engine = try SQLiteEngine(folder: folder, readers: options.readers)
        return try await AttendanceStore(engine, options)
    }

    /// A database that lives as long as the store; for tests.
    public static func inMemory(
        options: StoreOptions
    ) async throws(OpeningError) -> AttendanceStore {
        try await AttendanceStore(SQLiteEngine(), options)
    }

    /// Migrates the database and proves its durability before anything is written.
    init(_ engine: any Engine, _ options: StoreOptions) async throws(OpeningError) {
        let root: OwnerKey
        do throws(SealError) {
            if let given = options.root {
                root = given
            } else {
                root = try StoreOptions.openRoot()
            }
        } catch {
            throw .engine(cause: "no root key: \(error)")
        }
        let roots = RootKeys(root, others: options.otherRoots)
        keys = KeyStore(roots: roots)
        do {
            let migrator = Migrator(bytesType: engine.bytesType, root: root)
            let secrets = Mutex<ServerSecrets?>(nil)
            try engine.write { connection in
                let now = options.clock()
                try migrator.migrate(connection, at: now)
                try roots.requireKnown(on: connection)
                let opened = try ServerKeyRows.openOrMake(under: roots, at: now, on: connection)
                secrets.withLock { $0 = opened }
            }
            guard let opened = secrets.withLock({ $0 }) else {
                throw OpeningError.engine(cause: "the engine did not write")
            }
            serverSecrets = opened
        } catch {
            throw error as? OpeningError ?? .engine(cause: "\(error)")
        }
        pseudonyms = AuthenticationKey(serverSecrets[.pseudonyms])
        let faults = await engine.complaints()
        guard faults.isEmpty else { throw .notDurable(faults) }
        self.engine = engine
        self.options = options
        recall = FaceRecall(keys: keys)
        sealsPayloads = options.root != nil
        queue = WriteQueue(engine: engine, capacity: options.queueLimit)
    }

    /// Returns when the store no longer writes: after `close`, or when the writer died.
    public func run() async { await queue.untilStopped() }

    /// Takes no more writes, makes those that wait durable, and closes the database.
    ///
    /// - Throws: `unavailable` when the database does not close.
    public func close() async throws(StoreError) {
        await queue.close()
        do { try engine.close() } catch { throw StoreError(error, during: "closing") }
    }

    /// Why the store may not be trusted with records; empty when all is well.
    public func complaints() async -> [String] {
        var complaints = queue.complaint.map { ["the writer stopped: \($0)"] } ?? []
        complaints += await engine.complaints()
        let migrator = Migrator(bytesType: engine.bytesType, root: keys.roots.current)
        do {
            let missing = try await engine.read(.statement) { connection in
                try migrator.missing(in: connection).map(\.name)
            }
            complaints += missing.map { "the migration \($0) is not applied" }
        } catch {
            complaints.append("the migrations cannot be told: \(error)")
        }
        return complaints
    }

    func reading<Value: Sendable>(
        _ isolation: ReadIsolation = .statement,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await engine.read(isolation, body)
        } catch {
            throw StoreError(error, during: "reading")
        }
    }
}
