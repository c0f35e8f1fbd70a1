import Attendance
import Foundation
import Sealing
import Synchronization
import Testing

@testable import Storage

/// The ledger of erasures beside the root key.
struct ErasureWitnessTests {
    private static func entry(_ number: Int64) -> ErasureEntry {
        ErasureEntry(
            organization: "acme", number: number, subject: [1, 2, UInt8(number)],
            erasedAt: 1_764_000_000_000 + number)
    }

    @Test func `what was noted is read again, a torn line is not and gives way`() throws {
        try withWitness { witness, path in
            witness.note([Self.entry(1)])
            witness.note(backup: 4)
            witness.note(backup: 3)
            let file = try FileHandle(forWritingTo: witness.file)
            try file.seekToEnd()
            try file.write(contentsOf: Data("erasure acme 2 0102".utf8))
            try file.close()

            let torn = try witness.contents()
            witness.note([Self.entry(2)])
            let mended = try witness.contents()

            #expect(torn.backup == 4)
            #expect(torn.erasures == [Self.entry(1)])
            #expect(mended.erasures == [Self.entry(1), Self.entry(2)])
            let attributes = try FileManager.default.attributesOfItem(atPath: path + ".ledger")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(arguments: [
        "erasure acme x 01 5", "erasure acme 1 0g 5", "erasure acme 1 01", "backup", "backup -x",
        "something else",
    ])
    func `a line that nobody wrote is told by its number`(line: String) throws {
        try withWitness { witness, path in
            witness.note([Self.entry(1)])
            let file = try FileHandle(forWritingTo: witness.file)
            try file.seekToEnd()
            try file.write(contentsOf: Data("\(line)\n".utf8))
            try file.close()

            #expect(throws: BackupError.ledger(path + ".ledger", line: 2)) {
                try witness.contents()
            }
        }
    }

    @Test func `a store brings the ledger up to date, and erases although it cannot be written`()
        async throws
    {
        let complaints = Mutex(0)
        try await StoreKind.sqliteSealed.withStore { test in
            let folder = test.folder.appending(path: "second")
            var options = TestStore.options(test.clock)
            options.root = try OwnerKey(root: Sample.secret)
            options.witness = ErasureWitness(besideRootKey: "/nowhere/at/all/root.key") { _ in
                complaints.withLock { $0 += 1 }
            }
            let store = try await AttendanceStore.sqlite(at: folder, options: options)
            let second = TestStore(
                store: store, clock: test.clock, folder: folder, acme: test.acme)
            try await second.fill()
            try await store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)
            try await store.close()
            #expect(complaints.withLock { $0 } == 1)

            let witness = ErasureWitness(
                besideRootKey: test.folder.appending(path: "root.key").path
            ) { reason in Issue.record("\(reason)") }
            options.witness = witness
            let again = try await AttendanceStore.sqlite(at: folder, options: options)
            try await again.witnessErasures()
            try await again.witnessErasures()
            try await again.close()

            #expect(try witness.contents().erasures.count == 1)
        }
    }

    private func withWitness(_ body: (ErasureWitness, String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "root-\(UUID().uuidString).key").path
        defer { try? FileManager.default.removeItem(atPath: path + ".ledger") }
        try body(ErasureWitness(besideRootKey: path) { Issue.record("\($0)") }, path)
    }
}
