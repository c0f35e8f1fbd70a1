import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct EvidenceTests {
    private static let day: Int64 = 86_400_000

    private static func checkIn(member: String = "e1") throws -> CheckIn {
        var checkIn = try Sample.checkIn(member: member)
        var fix = Fix(t: -500, latitude: 31.29512345, longitude: 120.7, accuracy: 9.5)
        fix.provider = "fused"
        fix.mock = false
        checkIn.location = Location(coordinateSystem: .gcj02, fixes: [fix])
        checkIn.wifi = WiFi(connected: BSSID("3c:84:6a:12:34:56"), scan: [])
        checkIn.motion = Motion()
        checkIn.motion?.gyroscope = Motion.Track(t: [0, 20], x: [0.1, 2], y: [0, 1], z: [1, 1])
        return checkIn
    }

    /// Appends a check-in whose evidence is kept for so many days.
    private static func keep(
        _ checkIn: CheckIn, days: Int, group: String? = nil, in test: TestStore
    ) async throws {
        var draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
        draft.evidence = EvidenceRule(days: days, group: group)
        _ = try await test.store.append(draft, for: checkIn, in: test.acme)
    }

    private static func kept(
        _ checkIn: CheckIn, in test: TestStore
    ) async throws -> StoredEvidence? {
        try await test.store.evidence(of: checkIn.id, in: test.acme, by: Sample.operatorCaller)
    }

    private static func rows(_ test: TestStore) async throws -> Int64 {
        try await test.store.reading { connection in
            try connection.row("SELECT COUNT(*) FROM evidence", [])?.integer(0) ?? 0
        }
    }

    @Test(arguments: StoreKind.available)
    func `what a policy keeps is there until its days are over`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let (long, short) = (try Self.checkIn(), try Self.checkIn())
            try await Self.keep(long, days: 30, in: test)
            try await Self.keep(short, days: 1, in: test)

            let found = try #require(try await Self.kept(long, in: test))
            #expect(found.evidence.location?.fixes == long.location?.fixes)
            #expect(found.evidence.location?.coordinateSystem == .gcj02)
            #expect(found.evidence.wifi?.connected == long.wifi?.connected)
            #expect(found.evidence.motion?.gyroscope?.x == [0.1, 2])
            #expect(found.evidence.motion?.accelerometer == nil)
            #expect(found.evidence.device == DeviceTraits(platform: .android))
            #expect(found.unreadable.isEmpty)

            test.clock.now = test.clock.now.advanced(byMilliseconds: Self.day + 1)
            #expect(try await Self.kept(short, in: test) == nil)
            #expect(try await Self.rows(test) == 2)
            let ended = test.clock.now
            #expect(try await test.store.sweepEvidence(endedBy: ended, in: test.acme) == 1)
            #expect(try await Self.rows(test) == 1)
            #expect(try await Self.kept(long, in: test) != nil)
        }
    }

    @Test func `a policy that keeps nothing costs nothing`() async throws {
        let engine = try SQLiteEngine()
        let clock = TestClock()
        let test = TestStore(
            store: try await AttendanceStore(engine, TestStore.options(clock)), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        func statements(_ days: Int) async throws -> Int {
            let checkIn = try Self.checkIn()
            let basis = try await test.caseFile(checkIn).basis
            var draft = Sample.record(checkIn, basis: basis)
            draft.evidence = EvidenceRule(days: days, group: nil)
            let before = engine.counter.value
            _ = try await test.store.append(draft, for: checkIn, in: test.acme)
            return engine.counter.value - before
        }

        #expect(EvidenceRule(days: 0, group: nil) == nil)
        #expect(try await statements(0) == 4)
        #expect(try await statements(1) == 5)
        #expect(try await Self.rows(test) == 1)
        try await test.store.close()
    }

    @Test(arguments: StoreKind.available)
    func `a withdrawn consent takes its part alone`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let checkIn = try Self.checkIn()
            try await Self.keep(checkIn, days: 30, in: test)
            let receipt = ConsentReceipt(
                purpose: .motion, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: "api")

            try await test.store.record(
                receipt, of: checkIn.member, in: test.acme, by: Sample.operatorCaller)

            let left = try #require(try await Self.kept(checkIn, in: test)).evidence
            #expect(left.motion == nil && left.location != nil && left.device != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a policy that keeps less shortens what it kept, and no group's`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let (own, group) = (try Self.checkIn(), try Self.checkIn())
            try await Self.keep(own, days: 30, in: test)
            try await Self.keep(group, days: 30, group: "team", in: test)
            var policy = Policy()
            func put(_ days: Int) async throws {
                policy.evidenceRetentionDays = days
                _ = try await test.store.put(
                    policy, id: "policy", if: .none, in: test.acme, by: Sample.operatorCaller)
            }

            try await put(3)
            let shortened = try await Self.kept(own, in: test)?.expiresAt
            try await put(300)
            let after = try await Self.kept(own, in: test)?.expiresAt
            try await put(0)

            #expect(shortened == Sample.start.advanced(byMilliseconds: 3 * Self.day))
            #expect(after == shortened)
            #expect(try await Self.kept(own, in: test) == nil)
            #expect(try await Self.kept(group, in: test) != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an erasure leaves nothing, and every access is in the log`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            let (mine, theirs) = (try Self.checkIn(), try Self.checkIn(member: "e2"))
            try await Self.keep(mine, days: 30, in: test)
            try await Self.keep(theirs, days: 30, in: test)
            _ = try await Self.kept(mine, in: test)
            let log = try await test.store.auditEntries(
                in: test.acme, after: 0, limit: 99
            ).compactMap(\.value)
            #expect(log.last?.action == "evidence.read" && log.last?.subject == "e1")
            #expect(log.last?.detail == mine.id.column)

            try await test.store.erase(mine.member, in: test.acme, by: Sample.operatorCaller)

            #expect(try await Self.kept(mine, in: test) == nil)
            #expect(try await Self.kept(theirs, in: test) != nil)
            #expect(try await Self.rows(test) == 1)
            let later = try await test.store.auditEntries(
                in: test.acme, after: 0, limit: 99
            ).compactMap(\.value)
            #expect(!later.contains { $0.subject == "e1" || $0.detail == mine.id.column })
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test func `sealed parts open in their own cells alone`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            let (first, second) = (try Self.checkIn(), try Self.checkIn())
            try await Self.keep(first, days: 30, in: test)
            try await Self.keep(second, days: 30, in: test)
            #expect(try !test.holds("fused"))
            let ids = [SQLValue.text(first.id.column), .text(second.id.column)]
            try await test.store.queue.write(in: "acme") { connection in
                _ = try connection.run(
                    """
                    UPDATE evidence
                    SET location = (SELECT location FROM evidence WHERE record_id = $1)
                    WHERE record_id = $2
                    """, ids)
                _ = try connection.run(
                    "UPDATE evidence SET wifi = device WHERE record_id = $1", [ids[1]])
            }

            let moved = try #require(try await Self.kept(second, in: test))

            #expect(moved.unreadable == [.location, .wifi])
            #expect(moved.evidence.location == nil && moved.evidence.motion != nil)
        }
        // The control: where nothing is sealed the text stands in the file.
        try await StoreKind.sqliteFile.withStore { test in
            try await Self.keep(try Self.checkIn(), days: 30, in: test)
            #expect(try test.holds("fused"))
        }
    }
}
