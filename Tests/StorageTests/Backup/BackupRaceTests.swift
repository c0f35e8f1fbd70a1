import Attendance
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// What happens while a backup is being made.
struct BackupRaceTests {
    @Test(arguments: [Moment.afterCopy, .afterExport])
    func `whoever is erased during a backup is in no file of keys that it leaves`(
        moment: Moment
    ) async throws {
        try await withFolders { data, backup in
            let engine = InterruptedEngine(try SQLiteEngine(folder: data, readers: 2), at: moment)
            let options = try Self.options(besides: backup)
            let store = try await AttendanceStore(engine, options)
            let test = TestStore(
                store: store, clock: TestClock(), folder: data, acme: try Sample.id("acme"))
            try await test.fill()
            try await test.put(member: "e2")
            engine.interrupt {
                try await store.erase(
                    try Sample.id("e2"), in: test.acme, by: Sample.operatorCaller)
            }

            let made = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await store.close()

            let target = backup.appending(path: "restored")
            let outcome = try await Restoration(from: backup, to: target, options: options).run()
            #expect(made.number == 1)
            #expect(engine.exports == (moment == .afterExport ? 2 : 1))
            #expect(outcome.erased == 1)
            let restored = try await AttendanceStore.sqlite(at: target, options: options)
            #expect(try await restored.member(Sample.id("e2"), in: test.acme) == nil)
            #expect(try await restored.member(Sample.id("e1"), in: test.acme) != nil)
            try await restored.close()
        }
    }

    @Test func `the number rises beyond every restored one`() async throws {
        try await withFolders { data, backup in
            let options = try Self.options(besides: backup)
            let store = try await AttendanceStore.sqlite(at: data, options: options)
            for number in 1...3 {
                let made = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
                #expect(made.number == Int64(number))
            }
            try await store.close()
            var restoration = Restoration(
                from: backup, to: backup.appending(path: "old"), options: options)
            restoration.copy = "rollcall-000002.copy"

            let outcome = try await restoration.run()

            #expect(outcome.copy == 2 && outcome.keys == 3)
            let restored = try await AttendanceStore.sqlite(
                at: restoration.target, options: options)
            let made = try await restored.backUp(to: backup, keeping: 1_000, carrying: [:])
            #expect(made.number == 4)
            try await restored.close()
        }
    }

    @Test func `a copy whose members' keys were replaced since is refused by their number`()
        async throws
    {
        try await withFolders { data, backup in
            let options = try Self.options(besides: backup)
            let store = try await AttendanceStore.sqlite(at: data, options: options)
            let test = TestStore(
                store: store, clock: TestClock(), folder: data, acme: try Sample.id("acme"))
            try await test.fill()
            try await test.put(member: "e2")
            _ = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await store.queue.write(in: "acme") { connection in
                _ = try connection.run(
                    "UPDATE sealing_key SET version = 2 WHERE member_id = $1", [.text("e1")])
            }
            _ = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await store.close()
            var restoration = Restoration(
                from: backup, to: backup.appending(path: "old"), options: options)
            restoration.copy = "rollcall-000001.copy"

            await #expect(throws: BackupError.missingKeys(1)) { try await restoration.run() }
            #expect(!FileManager.default.fileExists(atPath: restoration.target.path))
        }
    }

    private static func options(besides backup: URL) throws -> StoreOptions {
        var options = TestStore.options(TestClock())
        options.root = try OwnerKey(root: Sample.secret)
        options.witness = ErasureWitness(
            besideRootKey: backup.appendingPathExtension("root").path
        ) { reason in Issue.record("\(reason)") }
        return options
    }

    private func withFolders(_ body: (URL, URL) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-backup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        try await body(root.appending(path: "data"), root.appending(path: "backup"))
    }

    /// When something comes between.
    enum Moment: Sendable { case afterCopy, afterExport }
}

/// An engine whose first copy or export of keys is followed at once by what a test wants.
final class InterruptedEngine: CopyingEngine {
    private let real: SQLiteEngine
    private let moment: BackupRaceTests.Moment
    private let state = Mutex<State>(State())

    private struct State {
        var exports = 0
        var interruption: (@Sendable () async throws -> Void)?
    }

    init(_ real: SQLiteEngine, at moment: BackupRaceTests.Moment) {
        self.real = real
        self.moment = moment
    }

    /// How often the keys were exported.
    var exports: Int { state.withLock { $0.exports } }

    /// Does this once, at its moment.
    func interrupt(_ body: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0.interruption = body }
    }

    private func pass(_ moment: BackupRaceTests.Moment) async throws {
        guard moment == self.moment else { return }
        let body = state.withLock { state in
            defer { state.interruption = nil }
            return state.interruption
        }
        try await body?()
    }

    var bytesType: String { real.bytesType }
    var folder: URL? { real.folder }

    func copy(
        to file: URL, then body: @escaping @Sendable (any WriteConnection) throws -> Void
    ) async throws {
        try await real.copy(to: file, then: body)
        try await pass(.afterCopy)
    }

    func export(_ tables: [String], with files: [String: [UInt8]], to file: URL) async throws {
        try await real.export(tables, with: files, to: file)
        state.withLock { $0.exports += 1 }
        try await pass(.afterExport)
    }

    func write(
        attaching file: URL, as name: String, _ body: (any WriteConnection) throws -> Void
    ) throws {
        try real.write(attaching: file, as: name, body)
    }

    func columns(of table: String, in file: URL?) throws -> [String] {
        try real.columns(of: table, in: file)
    }

    func damage() async throws -> [String] { try await real.damage() }

    func read<Value: Sendable>(
        _ isolation: ReadIsolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await real.read(isolation, body)
    }

    func write(_ body: (any WriteConnection) throws -> Void) throws { try real.write(body) }

    func complaints() async -> [String] { await real.complaints() }

    func scrub() async throws { try await real.scrub() }

    func close() throws { try real.close() }
}
