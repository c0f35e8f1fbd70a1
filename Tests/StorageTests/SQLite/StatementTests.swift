import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct StatementTests {
    @Test func `a check-in is one statement of reading and four of writing`() async throws {
        let engine = try SQLiteEngine()
        let clock = TestClock()
        let test = TestStore(
            store: try await AttendanceStore(engine, TestStore.options(clock)), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        let checkIn = try Sample.checkIn()

        let start = engine.counter.value
        let basis = try await test.caseFile(checkIn).basis
        let read = engine.counter.value
        _ = try await test.store.append(
            Sample.record(checkIn, basis: basis), for: checkIn, in: test.acme)
        let written = engine.counter.value

        #expect(read - start == 1)
        #expect(written - read == 4)

        var traced = try Sample.checkIn()
        traced.traces.coordinates = 1
        traced.traces.scan = 2
        let again = engine.counter.value
        let file = try await test.caseFile(traced)
        let found = engine.counter.value
        _ = try await test.store.append(
            Sample.record(traced, basis: file.basis), for: traced, in: test.acme)

        #expect(found - again == 2)
        #expect(engine.counter.value - found == 5)
        try await test.store.close()
    }

    @Test func `no statement but those that need a whole organization scans a table`() async throws
    {
        let engine = try SQLiteEngine(keepsStatements: true)
        let clock = TestClock()
        let test = TestStore(
            store: try await AttendanceStore(engine, TestStore.options(clock)), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        try await useEverything(test)
        let ran = engine.counter.texts.filter {
            !$0.contains("applied_migration") && !$0.hasPrefix("CREATE")
                && !$0.hasPrefix("ALTER") && !$0.hasPrefix("DROP")
        }

        #expect(ran.count > 30)
        for sql in ran {
            let plan = try await engine.read(.statement) { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(sql)", []).map { try $0.text(3) }
            }
            // The subqueries are bounded lists of rows that an index found.
            let scans = plan.filter {
                $0.hasPrefix("SCAN") && !$0.hasSuffix("others") && !$0.hasSuffix("devices")
                    && !$0.hasSuffix("owners")
                    && !["SCAN n", "SCAN n LEFT-JOIN", "SCAN punches", "SCAN m"].contains($0)
                    && !$0.hasSuffix("CONSTANT ROW") && !$0.hasSuffix("CONSTANT ROWS")
            }
            #expect(scans.isEmpty, "\(sql): \(plan)")
            if sql.contains("CROSS JOIN record r") {
                #expect(plan.contains { $0.contains("member_id=? AND occurred_at>?") }, "\(plan)")
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(sql): \(plan)")
        }
        try await test.store.close()
    }

    private func useEverything(_ test: TestStore) async throws {
        let (store, acme, by) = (test.store, test.acme, Sample.operatorCaller)
        let checkIn = try Sample.checkIn()
        var rooted = Finding(.device, .mockReported, .contradicts, weight: 1)
        rooted.risk = .rooted
        try await test.append(checkIn, findings: [rooted])
        try await test.append(checkIn)
        _ = try await store.record(checkIn.id, in: acme)
        var traced = try Sample.checkIn()
        traced.traces.motion = Array(1...40)
        try await test.append(traced)
        try await useMemories(test)
        try await store.forgetTraces(before: test.clock.now, in: acme)
        try await store.forgetMotions(before: test.clock.now, in: acme)
        try await useStanding(test, of: checkIn)
        for change in try Self.filters() {
            var query = RecordQuery(limit: 10)
            change(&query)
            _ = try await store.records(query, in: acme)
        }
        _ = try await store.put(Policy(), id: "policy", if: .none, in: acme, by: by)
        _ = try await store.put(Sample.geofence(), id: "hq", if: .none, in: acme, by: by)
        _ = try await store.documents(Geofence.self, in: acme, after: nil, limit: 9)
        _ = try await store.rulebookSource(of: acme)
        let today = CivilDate(days: 20_000)
        let day = RosterDay(member: checkIn.member, date: today, shifts: [])
        _ = try await store.put(
            RuleHistory(day, from: nil, at: Sample.start), id: "day", if: .none, in: acme, by: by)
        _ = try await store.attendance(.init(from: today, to: today, limit: 9), in: acme)
        try await store.delete(
            RuleHistory<RosterDay>.self, id: "day", if: .none, in: acme, by: by)
        try await store.delete(Geofence.self, id: "hq", if: .none, in: acme, by: by)
        try await store.record(
            Sample.grant(.face, notice: nil), of: checkIn.member, in: acme, by: by)
        _ = try await store.receipts(of: checkIn.member, in: acme)
        _ = try await store.members(in: acme, after: nil, limit: 9)
        try await store.close(checkIn.member, in: acme, at: test.clock.now, by: by)
        try await store.add(Sample.key("two"), digest: [7], in: acme, by: by)
        try await store.revoke(Sample.id("two"), in: acme, at: test.clock.now, by: by)
        _ = try await store.keys(in: acme, after: nil, limit: 9)
        _ = try await store.key(digest: [7])
        _ = try await store.organization(acme)
        _ = try await store.organizations(after: nil, limit: 9)
        try await store.update(Sample.organization(), by: by)
        _ = try await store.auditEntries(in: acme, after: 0, limit: 9)
        #expect(try await store.verify(acme) == nil)
    }

    private func useStanding(_ test: TestStore, of checkIn: CheckIn) async throws {
        let (store, acme, by) = (test.store, test.acme, Sample.operatorCaller)
        let kept = try Sample.checkIn()
        var draft = Sample.record(kept, basis: try await test.caseFile(kept).basis)
        draft.evidence = EvidenceRule(days: 1, group: nil)
        _ = try await store.append(draft, for: kept, in: acme)
        _ = try await store.evidence(of: kept.id, in: acme, by: by)
        _ = try await store.evidence(of: kept.member, in: acme, after: nil, limit: 9)
        _ = try await store.hold(kept.member, because: "case", in: acme, by: by)
        _ = try await store.holds(in: acme, after: nil, limit: 9)
        _ = try await store.hold(of: kept.member, in: acme)
        let later = test.clock.now.advanced(byMilliseconds: 1)
        try await store.sweepEvidence(endedBy: later, in: acme)
        _ = try await store.membersToErase(closedBy: later, in: acme, limit: 9)
        try await store.lift(kept.member, in: acme, by: by)
        try await store.close(kept.member, in: acme, later: later, by: by)
        _ = try await store.reopen(kept.member, in: acme, by: by)
        try await store.closeDue(in: acme, by: by)
        _ = try await store.consenting([kept.member], in: acme)
    }

    private func useMemories(_ test: TestStore) async throws {
        var checkIn = try Sample.checkIn()
        let end = checkIn.occurredAt
        checkIn.traces.movement = Traces.Movement(
            startedAt: end.advanced(byMilliseconds: -9_000), endedAt: end, cell: 1, nearby: [1])
        var inquiry = Inquiry(checkIn)
        inquiry.motions = 8
        inquiry.places = [try Sample.id("hq")]
        let file = try await test.store.caseFile(
            for: inquiry, in: test.acme, now: test.clock.now)
        var draft = Sample.record(checkIn, basis: file.basis)
        draft.motion = MotionMemory(bytes: [1], endedAt: end)
        draft.lesson = Draft.Lesson(
            place: try Sample.id("hq"),
            surroundings: Surroundings(version: 1, learnedAt: end, bytes: [1]))
        _ = try await test.store.append(draft, for: checkIn, in: test.acme)
    }

    private static func filters() throws -> [(inout RecordQuery) -> Void] {
        let member: MemberID = try Sample.id("e1")
        let geofence: GeofenceID = try Sample.id("hq")
        return [
            { _ in }, { $0.before = 9 }, { $0.member = member }, { $0.verdict = .flagged },
            { $0.geofence = geofence }, { $0.code = .rooted },
            {
                $0.from = Sample.start
                $0.to = Sample.start
            },
        ]
    }
}
