import Attendance
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// One altered row beside others that can be read.
struct AlteredRowTests {
    /// What is done to the second of three records; the first and the third stay readable.
    static let attacks = [
        "UPDATE record SET payload = zeroblob(90) WHERE sequence = 2",
        """
        UPDATE record SET payload = (SELECT payload FROM record WHERE sequence = 1)
        WHERE sequence = 2
        """,
        "UPDATE record SET payload = NULL, position = NULL WHERE sequence = 2",
        "UPDATE record SET verdict = 'rejected' WHERE sequence = 2",
        "UPDATE record SET occurred_at = occurred_at + 1 WHERE sequence = 2",
        "UPDATE record SET received_at = received_at - 1 WHERE sequence = 2",
        "UPDATE record SET position = zeroblob(40) WHERE sequence = 2",
        "UPDATE record SET counts = 0 WHERE sequence = 2",
        "UPDATE record SET commitment = zeroblob(32) WHERE sequence = 2",
    ]

    private static func damage(_ test: TestStore, _ attack: String) async throws {
        try await test.store.queue.write(in: "acme") { connection in
            _ = try connection.run(attack, [])
        }
    }

    @Test(arguments: attacks)
    func `an altered record is told of beside the others`(attack: String) async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            let checkIns = try (0..<3).map { try Sample.checkIn(after: $0 * 60_000) }
            for checkIn in checkIns { try await test.append(checkIn) }
            try await Self.damage(test, attack)

            let listed = try await test.store.records(.init(limit: 9), in: test.acme)
            let pushed = try await test.store.records(after: 0, in: test.acme, limit: 9)

            #expect(listed.compactMap { $0.value?.id } == [checkIns[2].id, checkIns[0].id])
            #expect(
                listed.compactMap(\.altered)
                    == [AlteredRow(sequence: 2, id: checkIns[1].id.column)])
            #expect(pushed.map { $0.record?.id } == [checkIns[0].id, nil, checkIns[2].id])
            #expect(try await test.store.record(checkIns[0].id, in: test.acme) != nil)
            await #expect(throws: StoreError.altered("record")) {
                try await test.store.record(checkIns[1].id, in: test.acme)
            }
            // Whoever has the altered record as its last one goes on checking in.
            #expect(try await test.append(Sample.checkIn(after: 90_000)).recorded != nil)
        }
    }

    @Test func `every altered row is told to the operator`() async throws {
        let told = Mutex<[String]>([])
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-altered-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = TestStore.options(TestClock())
        options.altered = { _, table in told.withLock { $0.append(table) } }
        options.root = try .init(root: Sample.secret)
        let test = TestStore(
            store: try await .sqlite(at: folder, options: options), clock: TestClock(),
            folder: folder, acme: try Sample.id("acme"))
        try await test.fill()
        try await test.append(Sample.checkIn())
        _ = try await test.store.records(.init(limit: 9), in: test.acme)
        #expect(told.withLock { $0 } == [])

        try await Self.damage(test, "UPDATE record SET geofence = 'hq'")
        try await Self.damage(test, "UPDATE member SET profile = zeroblob(60)")
        try await Self.damage(test, "UPDATE audit_entry SET caller = 'hr' WHERE sequence = 2")
        _ = try await test.store.records(.init(limit: 9), in: test.acme)
        _ = try await test.store.members(in: test.acme, after: nil, limit: 9)
        _ = try await test.store.auditEntries(in: test.acme, after: 0, limit: 9)

        #expect(told.withLock { $0 } == ["record", "member", "audit_entry"])
        try await test.store.close()
    }

    @Test(arguments: [
        "UPDATE audit_entry SET caller = 'hr' WHERE sequence = 2",
        "UPDATE audit_entry SET recorded_at = recorded_at + 1 WHERE sequence = 2",
        "UPDATE audit_entry SET detail = 'x' WHERE sequence = 2",
    ])
    func `an altered entry of the log is told of beside the others`(attack: String) async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.put(member: "e2")
            try await Self.damage(test, attack)

            let listed = try await test.store.auditEntries(in: test.acme, after: 0, limit: 9)
            let page = try await test.store.auditEntries(in: test.acme, after: 2, limit: 9)
            let own = try await test.store.auditEntries(
                about: Sample.id("e1"), in: test.acme, after: 0, limit: 9)

            #expect(listed.compactMap { $0.value?.sequence } == [1, 3])
            #expect(listed.compactMap { $0.altered?.sequence } == [2])
            #expect(page.compactMap { $0.value?.sequence } == [3])
            #expect(own.compactMap { $0.altered?.sequence } == [2])
        }
    }

    @Test func `an altered profile hides nobody else, and its consent can still be withdrawn`()
        async throws
    {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.put(member: "e2")
            try await Self.damage(test, "UPDATE member SET profile = zeroblob(60) WHERE id = 'e1'")
            let day = try #require(CivilDate("2025-11-24"))

            let listed = try await test.store.members(in: test.acme, after: nil, limit: 9)
            let attendance = try await test.store.attendance(
                AttendanceQuery(from: day, to: day, limit: 9), in: test.acme)
            try await test.store.record(
                ConsentReceipt(
                    purpose: .motion, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                    recordedAt: Sample.start, channel: "api"),
                of: Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)

            #expect(listed.compactMap { $0.value?.value.id.text } == ["e2"])
            #expect(listed.compactMap(\.altered) == [AlteredRow(sequence: nil, id: "e1")])
            #expect(attendance.map(\.isUnreadable) == [true, false])
            await #expect(throws: StoreError.altered("cell")) {
                try await test.store.member(Sample.id("e1"), in: test.acme)
            }
        }
    }
}
