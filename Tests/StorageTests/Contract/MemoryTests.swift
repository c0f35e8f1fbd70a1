import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct MemoryTests {
    private static func checkIn(
        member: String = "e1", after seconds: Int64 = 0, cell: Int64? = 7
    ) throws -> CheckIn {
        var checkIn = try Sample.checkIn(member: member, device: nil, after: seconds * 1_000)
        let end = checkIn.occurredAt
        checkIn.traces.movement = Traces.Movement(
            startedAt: end.advanced(byMilliseconds: -15_000), endedAt: end, cell: cell,
            nearby: cell.map { [$0] } ?? [])
        return checkIn
    }

    private static func inquiry(_ checkIn: CheckIn, motions: Int = 3) -> Inquiry {
        var inquiry = Inquiry(checkIn)
        inquiry.motions = motions
        return inquiry
    }

    /// Appends a check-in that keeps some bytes as its motion.
    private static func keep(
        _ byte: UInt8, slot: Int, of checkIn: CheckIn, in test: TestStore
    ) async throws {
        var draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
        draft.motion = MotionMemory(bytes: [byte, byte], endedAt: checkIn.occurredAt)
        draft.motion?.slot = slot
        _ = try await test.store.append(draft, for: checkIn, in: test.acme)
    }

    private static func file(
        _ inquiry: Inquiry, in test: TestStore
    ) async throws -> CaseFile {
        try await test.store.caseFile(for: inquiry, in: test.acme, now: test.clock.now)
    }

    @Test(arguments: StoreKind.available)
    func `a slot that is used again holds the newer motion`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let newest = try Self.checkIn(after: 30)
            try await Self.keep(1, slot: 0, of: Self.checkIn(), in: test)
            try await Self.keep(2, slot: 1, of: Self.checkIn(after: 20), in: test)
            try await Self.keep(3, slot: 0, of: newest, in: test)

            let file = try await Self.file(Self.inquiry(Self.checkIn()), in: test)
            let first = try await Self.file(Self.inquiry(Self.checkIn(), motions: 1), in: test)
            let none = try await Self.file(Inquiry(Self.checkIn()), in: test)

            #expect(file.motions.map(\.memory.bytes) == [[3, 3], [2, 2]])
            #expect(file.motions.map(\.memory.slot) == [0, 1])
            #expect(file.motions[0].record == newest.id)
            #expect(file.motions[0].memory.endedAt == newest.occurredAt)
            #expect(first.motions.count == 1 && none.motions.isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `companions are others' motions of the same time and square`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            for name in ["e2", "e3", "e4"] { try await test.put(member: name) }
            try await Self.keep(1, slot: 0, of: Self.checkIn(), in: test)
            try await Self.keep(2, slot: 0, of: Self.checkIn(member: "e2", after: -60), in: test)
            try await Self.keep(3, slot: 0, of: Self.checkIn(member: "e3", cell: 8), in: test)
            try await Self.keep(4, slot: 0, of: Self.checkIn(member: "e4", cell: nil), in: test)

            let mine = try await Self.file(Self.inquiry(Self.checkIn()), in: test)
            let theirs = try await Self.file(
                Self.inquiry(Self.checkIn(member: "e4", after: 5)), in: test)

            #expect(mine.companions.isEmpty)
            #expect(theirs.companions.map(\.memory.bytes) == [[1, 1]])
        }
    }

    @Test(arguments: StoreKind.available)
    func `motions go with consent, policy, age and member`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let member = try Self.checkIn().member
            func fill() async throws {
                for slot in 0..<3 {
                    try await Self.keep(
                        UInt8(slot), slot: slot, of: Self.checkIn(after: Int64(slot)), in: test)
                }
            }
            func left() async throws -> Int {
                try await Self.file(Self.inquiry(Self.checkIn()), in: test).motions.count
            }
            let by = Sample.operatorCaller
            try await fill()
            #expect(try await left() == 3)

            var policy = Policy()
            policy.motion = Policy.MotionRule()
            policy.motion?.history = 2
            _ = try await test.store.put(policy, id: "policy", if: .none, in: test.acme, by: by)
            #expect(try await left() == 2)
            try await test.store.forgetMotions(
                before: Sample.start.advanced(byMilliseconds: 500), in: test.acme)
            #expect(try await left() == 1)
            let receipt = ConsentReceipt(
                purpose: .motion, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: "app")
            try await test.store.record(receipt, of: member, in: test.acme, by: by)
            #expect(try await left() == 0)
            try await fill()
            try await test.store.erase(member, in: test.acme, by: by)
            try await test.put(member: "e1")
            #expect(try await left() == 0)
        }
    }

    @Test func `motions are sealed, and opened for nobody else`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await Self.keep(42, slot: 0, of: Self.checkIn(), in: test)

            let rows = try await test.store.engine.read(.statement) { connection in
                try connection.rows("SELECT sealed FROM motion_memory", [])
            }
            let sealed = try #require(try rows.first?.bytes(0))

            #expect(sealed.count > 2 && sealed != [42, 42])
            let file = try await Self.file(Self.inquiry(Self.checkIn()), in: test)
            #expect(file.motions.map(\.memory.bytes) == [[42, 42]])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a place is learned step by step, and forgotten with its geofence`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let place: GeofenceID = try Sample.id("hq")
            func learn(_ version: Int64, _ byte: UInt8) async throws {
                let checkIn = try Sample.checkIn()
                var draft = Sample.record(
                    checkIn, basis: try await test.caseFile(checkIn).basis)
                draft.lesson = Draft.Lesson(
                    place: place,
                    surroundings: Surroundings(
                        version: version, learnedAt: Sample.start, bytes: [byte]))
                _ = try await test.store.append(draft, for: checkIn, in: test.acme)
            }
            func known() async throws -> Surroundings? {
                var inquiry = Inquiry(try Sample.checkIn())
                inquiry.places = [place]
                return try await Self.file(inquiry, in: test).surroundings[place]
            }

            try await learn(1, 1)
            try await learn(2, 2)
            // Judged beside the one before: what it learned is lost, nothing else.
            try await learn(2, 3)
            #expect(try await known()?.bytes == [2])
            #expect(try await known()?.version == 2)
            let by = Sample.operatorCaller
            _ = try await test.store.put(
                Sample.geofence(), id: "hq", if: .none, in: test.acme, by: by)
            try await test.store.delete(
                Geofence.self, id: "hq", if: .none, in: test.acme, by: by)
            #expect(try await known() == nil)
        }
    }
}
