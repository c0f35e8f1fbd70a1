import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// Names in copies of a database: none, until the file of keys puts them back.
struct StandInTests {
    private static let person = "canary.person"
    private static let channel = "canary-channel"

    @Test func `a copy names nobody, and what is restored of it says what the original said`()
        async throws
    {
        try await withStore { test, options, folder in
            let before = try await Self.contents(of: test.store)
            let backup = folder.appending(path: "backup")

            _ = try await test.store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await test.store.close()

            let copy = try Self.opened(backup, options, folder)
            let content = try Data(contentsOf: copy)
            for name in [Self.person, Self.channel] {
                #expect(content.range(of: Data(name.utf8)) == nil)
            }
            // The control: the original names both in the open.
            let original = before.joined(separator: "\n")
            #expect(original.contains(Self.person) && original.contains(Self.channel))
            let target = folder.appending(path: "restored")
            let outcome = try await Restoration(
                from: backup, to: target, options: options
            ).run()
            let restored = try await AttendanceStore.sqlite(at: target, options: options)
            #expect(outcome.erased == 0)
            #expect(try await Self.contents(of: restored) == before)
            #expect(try await restored.verify(test.acme) == nil)
            try await restored.close()
        }
    }

    @Test func `with the newest keys an old copy says nothing of who was erased since`()
        async throws
    {
        try await withStore { test, options, folder in
            let backup = folder.appending(path: "backup")
            _ = try await test.store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await test.store.erase(
                try Sample.id(Self.person), in: test.acme, by: Sample.operatorCaller)
            _ = try await test.store.backUp(to: backup, keeping: 1_000, carrying: [:])
            try await test.store.close()
            var restoration = Restoration(
                from: backup, to: folder.appending(path: "restored"), options: options)
            restoration.copy = "rollcall-000001.copy"

            let outcome = try await restoration.run()

            let restored = try await AttendanceStore.sqlite(
                at: restoration.target, options: options)
            let contents = try await Self.contents(of: restored).joined(separator: "\n")
            #expect(outcome.erased == 1)
            #expect(!contents.contains(Self.person) && !contents.contains("copied-"))
            #expect(contents.contains("e1"))
            #expect(try await restored.verify(test.acme) == nil)
            let columns = try SQLiteEngine.columns(
                of: StandIns.table,
                in: restoration.target.appending(path: SQLiteEngine.fileName))
            #expect(columns.isEmpty)
            try await restored.close()
        }
    }

    /// Somebody whom every kind of row names that a copy has to hide.
    private func withStore(
        _ body: (TestStore, StoreOptions, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-names-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        var options = TestStore.options(clock)
        options.root = try OwnerKey(root: Sample.secret)
        let store = try await AttendanceStore.sqlite(
            at: folder.appending(path: "data"), options: options)
        let test = TestStore(
            store: store, clock: clock, folder: folder, acme: try Sample.id("acme"))
        try await test.fill()
        let (member, by): (MemberID, Caller) = (try Sample.id(Self.person), Sample.operatorCaller)
        try await test.put(member: Self.person)
        try await test.append(Sample.checkIn(member: Self.person))
        try await test.append(Sample.checkIn())
        try await store.record(
            ConsentReceipt(
                purpose: .face, action: .granted, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: Self.channel),
            of: member, in: test.acme,
            by: Caller(role: .member, organization: test.acme, member: member))
        let today = CivilDate(days: 20_000)
        let day = RosterDay(member: member, date: today, shifts: [])
        for id in [RosterDay.id(member: member, date: today), "deleted.\(Self.person)"] {
            _ = try await store.put(
                RuleHistory(day, from: nil, at: Sample.start), id: id, if: .none, in: test.acme,
                by: by)
        }
        try await store.delete(
            RuleHistory<RosterDay>.self, id: "deleted.\(Self.person)", if: .none, in: test.acme,
            by: by)
        _ = try await store.hold(try Sample.id("e1"), because: "case", in: test.acme, by: by)
        try store.engine.write { connection in
            let body = #"[{"value":{"members":["e1","\#(Self.person)","unknown"]}}]"#
            for table in ["document", "document_version"] {
                let isKept = table == "document_version"
                try connection.run(
                    """
                    INSERT INTO \(table) (
                      organization_id, kind, id, version, body\(isKept ? ", written_at" : "")
                    )
                    VALUES ('acme', 'group', 'all', 1, $1\(isKept ? ", 5" : ""))
                    """, [.bytes(Array(body.utf8))])
            }
        }
        try await body(test, options, folder)
    }

    private static func opened(
        _ backup: URL, _ options: StoreOptions, _ folder: URL
    ) throws -> URL {
        let root = try #require(options.root)
        let (keys, copy) = (folder.appending(path: "k"), folder.appending(path: "c"))
        try SealedFile(backup.appending(path: BackupFiles.keys), .keys).open(with: root, into: keys)
        let key = try #require(
            try SQLiteEngine.read(keys) { connection in
                try BackupRows.key(of: 1, under: RootKeys(root), on: connection)
            })
        try SealedFile(backup.appending(path: "rollcall-000001.copy"), .copy)
            .open(with: key, into: copy)
        return copy
    }

    /// Every row but those of copies' own keys, as text.
    private static func contents(of store: AttendanceStore) async throws -> [String] {
        try await store.engine.read(.snapshot) { connection in
            try DataCatalogue.tables.filter { $0.name != "backup_copy" }.flatMap { table in
                let values = table.columns.map { "quote(\($0.name))" }
                return try connection.rows(
                    "SELECT \(values.joined(separator: " || ' ' || ")) FROM \(table.name)", []
                ).map { "\(table.name) \(try $0.text(0))" }.sorted()
            }
        }
    }
}
