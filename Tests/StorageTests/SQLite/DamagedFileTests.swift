import Attendance
import Foundation
import Material
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// What a damaged database file says: nothing that was never written, and that it is damaged.
struct DamagedFileTests {
    private static let flips = 500
    private static let zeroes = 50

    /// A database of a sealed store with records and entries of the log, closed, as bytes.
    private static func file(in folder: URL, _ options: StoreOptions) async throws -> Data {
        let test = TestStore(
            store: try await .sqlite(at: folder, options: options), clock: TestClock(),
            folder: folder, acme: try Sample.id("acme"))
        try await test.fill()
        for number in 0..<12 {
            try await test.append(Sample.checkIn(after: Int64(number) * 60_000))
            if number % 2 == 0 { try await test.put(member: "e1") }
        }
        _ = await test.store.scrub()
        try await test.store.close()
        return try Data(contentsOf: folder.appending(path: "rollcall.sqlite"))
    }

    /// What a reader is served, and whether the damage was told.
    private struct Sight {
        var records: [Record] = []
        var entries: [AuditEntry] = []
        /// The rows themselves, whatever they are worth; nil where they cannot be read.
        var rows: [SQLRow]?
        var isTold = false

        init(of bytes: Data, in folder: URL, _ options: StoreOptions) async throws {
            let files = FileManager.default
            try? files.removeItem(at: folder)
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try bytes.write(to: folder.appending(path: "rollcall.sqlite"))
            let acme: OrganizationID = try Sample.id("acme")
            let store: AttendanceStore
            do { store = try await .sqlite(at: folder, options: options) } catch {
                isTold = true
                return
            }
            do {
                let listed = try await store.records(RecordQuery(limit: 99), in: acme)
                records = listed.compactMap(\.value)
                isTold = listed.contains { $0.altered != nil }
            } catch { isTold = true }
            do {
                let listed = try await store.auditEntries(in: acme, after: 0, limit: 99)
                entries = listed.compactMap(\.value)
                isTold = isTold || listed.contains { $0.altered != nil }
            } catch { isTold = true }
            do {
                let found = try await store.verify(acme)
                isTold = isTold || found != nil
            } catch { isTold = true }
            rows = try? await store.reading(.snapshot) { connection in
                try connection.rows("SELECT * FROM record NOT INDEXED ORDER BY rowid", [])
                    + connection.rows("SELECT * FROM audit_entry NOT INDEXED ORDER BY rowid", [])
            }
            // A file that cannot even be closed has told enough.
            try? await store.close()
        }
    }

    /// Damages copies of one file and holds what is served against what was written.
    private static func run(
        _ count: Int, _ damage: (inout Data, inout Seeded) -> Void
    ) async throws -> (hit: Int, told: Int) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-damage-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = TestStore.options(TestClock())
        options.root = try OwnerKey(root: Sample.secret)
        let whole = try await file(in: folder, options)
        let before = try await Sight(of: whole, in: folder, options)
        try #require(before.records.count == 12 && !before.entries.isEmpty && !before.isTold)
        var random = Seeded(500)
        var (hit, told) = (0, 0)
        for number in 0..<count {
            var bytes = whole
            damage(&bytes, &random)
            let after = try await Sight(of: bytes, in: folder, options)
            #expect(after.records.allSatisfy(before.records.contains), "\(number)")
            #expect(after.entries.allSatisfy(before.entries.contains), "\(number)")
            let isHit = after.rows != before.rows
            hit += isHit ? 1 : 0
            told += after.isTold ? 1 : 0
            #expect(!isHit || after.isTold, "\(number): a row was changed and nobody was told")
        }
        return (hit, told)
    }

    @Test func `every flipped bit of a record or log entry shows, and no wrong row is served`()
        async throws
    {
        let (hit, told) = try await Self.run(Self.flips) { bytes, random in
            let place = random.pick(0...bytes.count - 1)
            bytes[place] ^= 1 << UInt8(random.pick(0...7))
        }

        // The control: many did hit rows; without proofs those would have been served.
        #expect(hit > Self.flips / 50, "\(hit) hit rows, \(told) told")
    }

    @Test func `zeroed pages show, and no wrong row is served`() async throws {
        let (hit, told) = try await Self.run(Self.zeroes) { bytes, random in
            let page = random.pick(0...bytes.count / 4_096 - 1) * 4_096
            bytes.replaceSubrange(page..<page + 4_096, with: Data(count: 4_096))
        }

        #expect(hit > 0 && told >= hit, "\(hit) hit rows, \(told) told")
    }
}
