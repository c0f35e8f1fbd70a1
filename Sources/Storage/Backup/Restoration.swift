import Attendance
import Foundation
import Sealing
import Timekeeping

/// Makes a data folder of a backup: a copy of the database, and the keys as they are now.
///
/// The folder appears whole or not at all. Nothing is restored whose seals, chains or database file
/// do not hold; whoever was erased since the copy was made is erased again before anybody sees it.
public struct Restoration: Sendable {
    /// The backup's folder.
    public var source: URL
    /// The name of a copy; nil for the newest.
    public var copy: String?
    /// The data folder to make: absent, or empty.
    public var target: URL
    /// The least number that the file of keys may have; nil for the newest that is known of.
    public var atLeast: Int64?
    private let options: StoreOptions

    /// - Parameter options: With the root key that the backup was made under, and its witness.
    public init(from source: URL, to target: URL, options: StoreOptions) {
        self.source = source
        self.target = target
        self.options = options
    }

    /// What was restored.
    public struct Outcome: Hashable, Sendable {
        /// The number of the copy.
        public let copy: Int64
        /// When the copy was made.
        public let madeAt: Instant
        /// The number of the file of keys.
        public let keys: Int64
        /// How many organizations there are.
        public var organizations = 0
        /// How many people were erased again.
        public var erased = 0
    }

    /// Restores.
    ///
    /// - Throws: `BackupError`, `OpeningError`, `StoreError`; nothing is left then.
    public func run() async throws -> Outcome {
        try requireEmptyTarget()
        let keys = source.appending(path: BackupFiles.keys)
        guard Self.exists(keys) else { throw BackupError.noKeys(keys.path) }
        let name = try copy ?? BackupFiles.newestCopy(in: source)
        guard let name, Self.exists(source.appending(path: name)) else {
            throw BackupError.noCopy(source.appending(path: name ?? "").path)
        }
        let database = source.appending(path: name)
        let parent = target.deletingLastPathComponent()
        try BackupFiles.makeFolder(parent)
        let draft = parent.appending(path: ".\(target.lastPathComponent).restoring")
        try Self.remove(draft)
        try BackupFiles.makeFolder(draft)
        do {
            let outcome = try await fill(
                draft, SealedFile(database, .copy), SealedFile(keys, .keys))
            try BackupFiles.publish(draft, as: target)
            return outcome
        } catch {
            try Self.remove(draft)
            throw error
        }
    }

    private func fill(
        _ folder: URL, _ copy: SealedFile, _ keys: SealedFile
    ) async throws -> Outcome {
        let witness = try options.witness?.contents() ?? ErasureWitness.Contents()
        let needed = max(atLeast ?? witness.backup, copy.label.number)
        guard keys.label.number >= needed else {
            throw BackupError.keysTooOld(number: keys.label.number, needed: needed)
        }
        let roots = RootKeys(
            try options.root ?? StoreOptions.openRoot(), others: options.otherRoots)
        let keyFile = folder.appending(path: "keys.sqlite")
        try open(keys, under: roots, into: keyFile)
        let key = try SQLiteEngine.read(keyFile) { connection in
            try BackupRows.key(of: copy.label.number, under: roots, on: connection)
        }
        guard let key else { throw BackupError.ended(copy.label.number) }
        let database = folder.appending(path: SQLiteEngine.fileName)
        try copy.open(with: key, into: database)
        try showNames(in: database, of: copy.label.number, by: keyFile, under: roots)
        var outcome = Outcome(
            copy: copy.label.number, madeAt: copy.label.madeAt, keys: keys.label.number)
        let engine = try SQLiteEngine(folder: folder, readers: options.readers)
        do {
            let faults = try await engine.damage()
            guard faults.isEmpty else { throw BackupError.damaged(faults[0]) }
            let keys = CarriedKeys(file: keyFile, engine: engine)
            try keys.adoptServerKeys(under: roots, at: options.clock())
            let store = try await AttendanceStore(engine, options)
            outcome.erased = try store.takeBack(keys, erasing: witness.erasures)
            outcome.organizations = try await store.requireSound()
            // Everything into the one file: what was erased again is in no log then.
            try await engine.scrub()
            try await store.close()
        } catch {
            try? engine.close()
            throw error
        }
        try finish(folder, keyFile)
        return outcome
    }

    /// Puts the names back of those whose keys are there; copies of earlier versions hold them.
    private func showNames(
        in database: URL, of copy: Int64, by keyFile: URL, under roots: RootKeys
    ) throws {
        guard try !SQLiteEngine.columns(of: StandIns.table, in: database).isEmpty else { return }
        let carried = try SQLiteEngine.columns(of: "sealing_key", in: keyFile)
        let columns = try SQLiteEngine.columns(of: "sealing_key", in: database)
            .filter(carried.contains).joined(separator: ", ")
        try SQLiteEngine.rewrite(database, attaching: keyFile, as: CarriedKeys.schema) {
            connection in
            try connection.run(
                """
                INSERT INTO sealing_key (\(columns))
                SELECT \(columns)
                FROM \(CarriedKeys.schema).sealing_key
                """, [])
            try StandIns(copy: copy, roots: roots, on: connection).show()
        }
    }

    private func open(_ keys: SealedFile, under roots: RootKeys, into file: URL) throws {
        let path = source.appending(path: BackupFiles.keys).path
        let name = try keys.keyVersion()
        let root: OwnerKey
        do throws(SealError) { root = try roots.key(named: name) } catch {
            throw BackupError.otherRootKey(path)
        }
        try keys.open(with: root, into: file)
    }

    /// Leaves what a server needs, durably.
    private func finish(_ folder: URL, _ keyFile: URL) throws {
        let carried = try SQLiteEngine.read(keyFile) { connection in
            try connection.rows("SELECT name, bytes FROM carried_file ORDER BY name", [])
                .map { (try $0.text(0), try $0.bytes(1)) }
        }
        try Self.remove(keyFile)
        for suffix in ["-wal", "-shm"] {
            try Self.remove(folder.appending(path: SQLiteEngine.fileName + suffix))
        }
        for (name, bytes) in carried where name == name.filter({ $0 != "/" }) {
            let handle = try BackupFiles.newFile(folder.appending(path: name))
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
        }
        let database = try FileHandle(
            forWritingTo: folder.appending(path: SQLiteEngine.fileName))
        try database.synchronize()
        try BackupFiles.synchronize(folder)
    }

    private func requireEmptyTarget() throws {
        guard Self.exists(target) else { return }
        guard try BackupFiles.names(in: target).isEmpty else {
            throw BackupError.notEmpty(target.path)
        }
    }

    private static func exists(_ file: URL) -> Bool {
        FileManager.default.fileExists(atPath: file.path)
    }

    private static func remove(_ item: URL) throws {
        guard exists(item) else { return }
        do { try FileManager.default.removeItem(at: item) } catch {
            throw BackupError.file(item.path, cause: error.localizedDescription)
        }
    }
}

extension AttendanceStore {
    /// Checks chains and seals of every organization.
    ///
    /// - Returns: How many organizations there are.
    /// - Throws: `BackupError.broken`, `.damaged`.
    fileprivate func requireSound() async throws -> Int {
        var count = 0
        var last: OrganizationID?
        repeat {
            let page = try await organizations(after: last, limit: 100)
            for organization in page {
                if let fault = try await verify(organization.id) {
                    throw BackupError.broken(organization.id, fault)
                }
                try await requireOpenProfiles(of: organization.id)
                count += 1
            }
            last = page.last?.id
        } while last != nil
        return count
    }

    private func requireOpenProfiles(of organization: OrganizationID) async throws {
        var last: MemberID?
        repeat {
            let page = try await members(in: organization, after: last, limit: 1_000)
            guard page.allSatisfy({ $0.altered == nil }) else {
                throw BackupError.damaged("a profile of \(organization) does not open")
            }
            last = page.last?.value?.value.id
        } while last != nil
    }
}
