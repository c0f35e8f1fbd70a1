import Attendance
import Foundation
import Sealing
import Testing

@testable import Storage

/// What an old copy gives to somebody who has the root key and the newest file of keys.
struct OldCopyTests {
    @Test func `no key of an erased person is in the newest keys, and none at all in a copy`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-old-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let backup = folder.appending(path: "backup")
        let root = try OwnerKey(root: Sample.secret)
        var options = TestStore.options(TestClock())
        options.root = root
        let store = try await AttendanceStore.sqlite(
            at: folder.appending(path: "data"), options: options)
        let test = TestStore(
            store: store, clock: TestClock(), folder: folder, acme: try Sample.id("acme"))
        try await test.fill()
        try await test.put(member: "e2")
        try await test.append(Sample.checkIn(member: "e2"))
        _ = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
        let oldKeys = try opened(backup, BackupFiles.keys, .keys, root, folder, "old-keys")
        try await store.erase(Sample.id("e2"), in: test.acme, by: Sample.operatorCaller)
        _ = try await store.backUp(to: backup, keeping: 1_000, carrying: [:])
        try await store.close()

        let newKeys = try opened(backup, BackupFiles.keys, .keys, root, folder, "new-keys")
        let key = try #require(
            try SQLiteEngine.read(newKeys) { connection in
                try BackupRows.key(of: 1, under: RootKeys(root), on: connection)
            })
        let copy = try opened(backup, "rollcall-000001.copy", .copy, key, folder, "copy")

        #expect(try keys(of: "e2", in: newKeys) == 0)
        #expect(try keys(of: "e1", in: newKeys) > 0)
        for table in AttendanceStore.keyTables {
            #expect(try rows("SELECT COUNT(*) FROM \(table)", [], in: copy) == 0)
        }
        // The controls: the copy holds the sealed record still, and the old keys its key.
        let sealed = "SELECT COUNT(*) FROM record WHERE payload IS NOT NULL"
        #expect(try rows(sealed, [], in: copy) == 1)
        let named = "SELECT COUNT(*) FROM record WHERE member_id = $1"
        #expect(try rows(named, [.text("e2")], in: copy) == 0)
        #expect(try keys(of: "e2", in: oldKeys) > 0)
        let content = try Data(contentsOf: copy)
        #expect(content.range(of: Data("Li Lei".utf8)) == nil)
        // The root key alone opens no copy.
        #expect(throws: BackupError.self) {
            try opened(backup, "rollcall-000001.copy", .copy, root, folder, "none")
        }
    }

    private func opened(
        _ backup: URL, _ name: String, _ kind: SealedFile.Kind, _ key: OwnerKey,
        _ folder: URL, _ plain: String
    ) throws -> URL {
        let target = folder.appending(path: plain)
        try SealedFile(backup.appending(path: name), kind).open(with: key, into: target)
        return target
    }

    private func keys(of member: String, in file: URL) throws -> Int64 {
        try rows("SELECT COUNT(*) FROM sealing_key WHERE member_id = $1", [.text(member)], in: file)
    }

    private func rows(_ sql: String, _ values: [SQLValue], in file: URL) throws -> Int64 {
        try SQLiteEngine.read(file) { try $0.row(sql, values)?.integer(0) ?? 0 }
    }
}
