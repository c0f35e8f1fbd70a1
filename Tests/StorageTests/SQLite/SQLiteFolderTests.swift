import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct SQLiteFolderTests {
    @Test func `a folder is open once, and again after it was closed`() async throws {
        try await StoreKind.sqliteFile.withStore { test in
            let options = TestStore.options(test.clock)
            await #expect(throws: OpeningError.alreadyOpen(test.folder.path)) {
                try await AttendanceStore.sqlite(at: test.folder, options: options)
            }
        }
    }

    @Test func `records outlive the store that wrote them`() async throws {
        try await withFolder { folder, options in
            let acme: OrganizationID = try Sample.id("acme")
            let checkIn = try Sample.checkIn()
            func open() async throws -> TestStore {
                TestStore(
                    store: try await .sqlite(at: folder, options: options), clock: TestClock(),
                    folder: folder, acme: acme)
            }
            let first = try await open()
            try await first.fill()
            try await first.append(checkIn)
            try await first.store.close()

            let second = try await open()

            #expect(try await second.store.record(checkIn.id, in: acme)?.sequence == 1)
            #expect(try await second.append(Sample.checkIn()).recorded?.sequence == 2)
            #expect(try await second.store.verify(acme) == nil)
            try await second.store.close()
        }
    }

    @Test func `commits are durable, and a store that lost that setting says so`() async throws {
        try await withFolder { folder, options in
            let engine = try SQLiteEngine(folder: folder, readers: 1)
            let store = try await AttendanceStore(engine, options)
            #expect(await store.complaints() == [])

            try engine.write { try $0.run("PRAGMA synchronous = NORMAL", []) }

            #expect(await store.complaints().count == 1)
            try await store.close()
        }
    }

    @Test func `an older database is brought up to date, a newer one is refused`() async throws {
        try await withFolder { folder, options in
            let engine = try SQLiteEngine(folder: folder, readers: 1)
            let known = Migration.all.map(\.number).max() ?? 0
            let next = Migration(
                number: known + 1, name: "next",
                statements: ["CREATE TABLE later (id {bytes} NOT NULL)"])
            let older = try Migrator(bytesType: "BLOB", root: StoreOptions.openRoot())
            let newer = try Migrator(
                Migration.all + [next], bytesType: "BLOB", root: StoreOptions.openRoot())
            let now = Sample.start

            try engine.write { try older.migrate($0, at: now) }
            try engine.write { connection in
                let missing = try newer.missing(in: connection)
                #expect(missing.map(\.number) == [known + 1])
                try newer.migrate(connection, at: now)
                try newer.migrate(connection, at: now)
                let left = try newer.missing(in: connection)
                #expect(left.isEmpty)
            }
            #expect(throws: OpeningError.newerDatabase(found: known + 1, known: known)) {
                try engine.write { try older.migrate($0, at: now) }
            }
        }
    }

    @Test func `a migration that fails leaves nothing behind`() async throws {
        let engine = try SQLiteEngine()
        let broken = Migration(
            number: 1, name: "broken",
            statements: ["CREATE TABLE half (id BIGINT NOT NULL)", "CREATE nonsense"])
        let migrator = try Migrator(
            [broken], bytesType: "BLOB", root: StoreOptions.openRoot())

        #expect(throws: EngineError.self) {
            try engine.write { try migrator.migrate($0, at: Sample.start) }
        }

        try engine.write { connection in
            #expect(throws: EngineError.self) { try connection.rows("SELECT id FROM half", []) }
            let missing = try migrator.missing(in: connection)
            #expect(missing.count == 1)
        }
    }

    private func withFolder(
        _ body: (URL, StoreOptions) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-folder-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder, TestStore.options(TestClock()))
    }
}
