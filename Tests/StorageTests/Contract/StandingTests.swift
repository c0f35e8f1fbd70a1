import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

/// Where memberships stand, what holds keep, and what the sweeper remembers.
struct StandingTests {
    private static let day: Int64 = 86_400_000
    private static let by = Sample.operatorCaller

    private static func closing(_ test: TestStore, in days: Int64 = 2) async throws {
        try await test.store.close(
            Sample.id("e1"), in: test.acme,
            later: test.clock.now.advanced(byMilliseconds: days * day), by: by)
    }

    private static func state(_ test: TestStore) async throws -> Member.State? {
        try await test.store.member(Sample.id("e1"), in: test.acme)?.value.state
    }

    @Test(arguments: StoreKind.available)
    func `a membership that will end takes check-ins until then, and none after`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            try await Self.closing(test)
            #expect(try await Self.state(test) == .closing)
            #expect(try await test.append(Sample.checkIn()).recorded != nil)
            let basis = try await test.caseFile(Sample.checkIn()).basis

            test.clock.now = test.clock.now.advanced(byMilliseconds: 2 * Self.day)

            // Nobody swept yet.
            #expect(try await Self.state(test) == .closed)
            #expect(try await test.caseFile(Sample.checkIn()).member?.isOpen == false)
            let late = try Sample.checkIn()
            let draft = Sample.record(late, basis: basis)
            #expect(try await test.store.append(draft, for: late, in: test.acme).isOutdated)
            await #expect(throws: StoreError.memberClosed) { try await test.put(member: "e1") }
            await #expect(throws: StoreError.memberClosed) {
                try await test.store.reopen(Sample.id("e1"), in: test.acme, by: Self.by)
            }
            let ended = test.clock.now
            test.clock.now = ended.advanced(byMilliseconds: 5)
            try await test.store.closeDue(in: test.acme, by: Self.by)
            let member = try await test.store.member(Sample.id("e1"), in: test.acme)?.value
            #expect(member?.closedAt == ended && member?.closesAt == nil)
            let due = try await test.store.membersToErase(
                closedBy: ended, in: test.acme, limit: 9)
            #expect(due.map(\.text) == ["e1"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what will end may be taken back until it does`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await Self.closing(test)

            let member = try await test.store.reopen(Sample.id("e1"), in: test.acme, by: Self.by)
            test.clock.now = test.clock.now.advanced(byMilliseconds: 3 * Self.day)
            try await test.store.closeDue(in: test.acme, by: Self.by)

            #expect(member.value.state == .open)
            #expect(try await Self.state(test) == .open)
            #expect(try await test.caseFile(Sample.checkIn()).member?.isOpen == true)
            let log = try await test.store.auditEntries(
                about: Sample.id("e1"), in: test.acme, after: 0, limit: 99)
            #expect(
                log.suffix(2).map { $0.value?.action } == ["member.closing", "member.reopen"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a held member is not erased, and neither is its evidence swept`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let (id, checkIn) = (try Sample.checkIn().member, try Sample.checkIn())
            var draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
            draft.evidence = EvidenceRule(days: 1, group: nil)
            _ = try await test.store.append(draft, for: checkIn, in: test.acme)
            let placed = try await test.store.hold(
                id, because: "canary case 5501", in: test.acme, by: Self.by)
            try await test.store.close(id, in: test.acme, at: test.clock.now, by: Self.by)
            test.clock.now = test.clock.now.advanced(byMilliseconds: 9 * Self.day)
            let now = test.clock.now

            #expect(placed.isNew && placed.hold.reason == "canary case 5501")
            await #expect(throws: StoreError.held) {
                try await test.store.erase(id, in: test.acme, by: Self.by)
            }
            let due = try await test.store.membersToErase(closedBy: now, in: test.acme, limit: 9)
            #expect(due.isEmpty)
            #expect(try await test.store.sweepEvidence(endedBy: now, in: test.acme) == 0)
            #expect(
                try await test.store.evidence(of: checkIn.id, in: test.acme, by: Self.by) != nil)
            #expect(try await test.store.holds(in: test.acme, after: nil, limit: 9).count == 1)
            #expect(try kind == .sqliteSealed ? !test.holds("canary case") : true)

            try await test.store.lift(id, in: test.acme, by: Self.by)

            #expect(try await test.store.hold(of: id, in: test.acme) == nil)
            #expect(try await test.store.sweepEvidence(endedBy: now, in: test.acme) == 1)
            try await test.store.erase(id, in: test.acme, by: Self.by)
            #expect(try await test.store.member(id, in: test.acme) == nil)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a withdrawn consent takes no evidence that is held`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let checkIn = try Sample.checkIn()
            var draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
            draft.evidence = EvidenceRule(days: 1, group: nil)
            _ = try await test.store.append(draft, for: checkIn, in: test.acme)
            func withdraw() async throws -> DeviceTraits? {
                try await test.store.record(
                    ConsentReceipt(
                        purpose: .device, action: .withdrawn, noticeVersion: nil,
                        at: Sample.start, recordedAt: Sample.start, channel: "api"),
                    of: checkIn.member, in: test.acme, by: Self.by)
                return try await test.store.evidence(
                    of: checkIn.id, in: test.acme, by: Self.by)?.evidence.device
            }
            _ = try await test.store.hold(
                checkIn.member, because: "case", in: test.acme, by: Self.by)

            #expect(try await withdraw() != nil)
            try await test.store.lift(checkIn.member, in: test.acme, by: Self.by)
            #expect(try await withdraw() == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an id that is used again never repeats a version of a key`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            func version() async throws -> UInt32 {
                let holder = KeyHolder.member(try Sample.id("e1"), .general, test.acme)
                return try await test.store.reading { connection in
                    try SealingKeyRows.newestVersion(of: holder, on: connection)
                }
            }
            // Without a root key nothing is sealed, so no member has a key.
            let first: UInt32 = kind == .sqliteSealed ? 1 : 0
            #expect(try await version() == first)
            for round in UInt32(1)...3 {
                try await test.store.erase(Sample.id("e1"), in: test.acme, by: Self.by)
                try await test.put(member: "e1")
                #expect(try await version() == first * (round + 1))
            }
            #expect(try await test.append(Sample.checkIn()).recorded != nil)
            #expect(try await test.store.records(.init(limit: 9), in: test.acme).count == 1)
        }
    }

    @Test func `a sweeper that was stopped stays so until the clock is confirmed`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-sweeper-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        let options = TestStore.options(clock)
        let first = try await AttendanceStore.sqlite(at: folder, options: options)
        #expect(try await first.sweeperState() == SweeperState())
        try await first.noteSweep()
        clock.now = clock.now.advanced(byMilliseconds: 400 * Self.day)
        try await first.stopSweeper()
        try await first.close()

        let second = try await AttendanceStore.sqlite(at: folder, options: options)
        let stopped = try await second.sweeperState()
        clock.now = Sample.start.advanced(byMilliseconds: 7)
        try await second.stopSweeper()
        let still = try await second.sweeperState()
        let confirmed = try await second.confirmClock()

        #expect(stopped.sweptAt == Sample.start && stopped.stoppedAt != nil)
        #expect(still == stopped)
        #expect(confirmed == SweeperState(sweptAt: clock.now))
        #expect(try await second.sweeperState() == confirmed)
        try await second.close()
    }

    @Test func `challenges of an organization that grew quiet are swept`() async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            let challenge = Challenge(
                digest: [7], member: try Sample.id("e1"),
                expiresAt: test.clock.now.advanced(byMilliseconds: 120_000))
            try await test.store.issue(challenge, in: test.acme)
            func count() async throws -> Int64? {
                try await test.store.reading { connection in
                    try connection.row("SELECT COUNT(*) FROM challenge", [])?.integer(0)
                }
            }

            try await test.store.forgetFaces(in: test.acme)
            #expect(try await count() == 1)
            test.clock.now = challenge.expiresAt
            try await test.store.forgetFaces(in: test.acme)
            #expect(try await count() == 0)
        }
    }
}
