import Attendance
import Foundation
import Synchronization
import Testing
import Timekeeping

@testable import Storage

struct LessonTests {
    private static func accessPoints(_ trace: Int64) -> [Traces.AccessPoint] {
        [.init(trace: trace, strength: -51.5), .init(trace: .min, strength: -90)]
    }

    /// Appends a check-in that would teach something of a place.
    private static func keep(
        _ trace: Int64, after seconds: Int64 = 0, in test: TestStore
    ) async throws -> Record {
        let checkIn = try Sample.checkIn(device: nil, after: seconds * 1_000)
        var draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
        draft.pending = PendingLesson(
            place: try Sample.id("hq"), accessPoints: accessPoints(trace))
        guard
            case .recorded(let record) = try await test.store.append(
                draft, for: checkIn, in: test.acme)
        else { throw StoreError.notFound }
        return record
    }

    /// What a record teaches, in the order in which it was asked.
    private static func taught(by record: Record, in test: TestStore) async throws
        -> [PendingLesson]
    {
        let lessons = Mutex<[PendingLesson]>([])
        try await test.store.teach(from: record, in: test.acme) { pending, known in
            lessons.withLock { $0.append(pending) }
            return Surroundings(
                version: (known?.version ?? 0) + 1, learnedAt: Sample.start,
                bytes: (known?.bytes ?? []) + [UInt8(pending.accessPoints.count)])
        }
        return lessons.withLock { $0 }
    }

    private static func surroundings(in test: TestStore) async throws -> Surroundings? {
        var inquiry = Inquiry(try Sample.checkIn(device: nil, after: 99_000))
        let place: GeofenceID = try Sample.id("hq")
        inquiry.places = [place]
        return try await test.store.caseFile(for: inquiry, in: test.acme, now: test.clock.now)
            .surroundings[place]
    }

    @Test(arguments: StoreKind.available)
    func `a record teaches once, what it saw`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let (one, two) = (
                try await Self.keep(7, in: test), try await Self.keep(8, after: 1, in: test)
            )

            let first = try await Self.taught(by: one, in: test)
            let again = try await Self.taught(by: one, in: test)
            let second = try await Self.taught(by: two, in: test)

            #expect(first.map(\.accessPoints) == [Self.accessPoints(7)])
            #expect(first.first?.place == (try Sample.id("hq")))
            #expect(again.isEmpty)
            #expect(second.map(\.accessPoints) == [Self.accessPoints(8)])
            let known = try #require(try await Self.surroundings(in: test))
            #expect(known.version == 2 && known.bytes == [2, 2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many lessons at once none is lost`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            var records: [Record] = []
            for second in 0..<4 as Range<Int64> {
                records.append(try await Self.keep(second, after: second, in: test))
            }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for record in records {
                    group.addTask { _ = try await Self.taught(by: record, in: test) }
                }
                try await group.waitForAll()
            }

            #expect(try await Self.surroundings(in: test)?.bytes == [2, 2, 2, 2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `lessons go with consent, age and member`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let by = Sample.operatorCaller
            let withdrawn = try await Self.keep(1, in: test)
            let receipt = ConsentReceipt(
                purpose: .wifi, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: "app")
            try await test.store.record(receipt, of: withdrawn.member, in: test.acme, by: by)
            #expect(try await Self.taught(by: withdrawn, in: test).isEmpty)

            let old = try await Self.keep(2, after: 1, in: test)
            try await test.store.forgetLessons(
                before: test.clock.now.advanced(byMilliseconds: 60_000), in: test.acme)
            #expect(try await Self.taught(by: old, in: test).isEmpty)

            let erased = try await Self.keep(3, after: 2, in: test)
            try await test.store.erase(erased.member, in: test.acme, by: by)
            #expect(try await Self.taught(by: erased, in: test).isEmpty)
            let rows = try await test.store.engine.read(.statement) { connection in
                try connection.rows("SELECT record_id FROM pending_lesson", [])
            }
            #expect(rows.isEmpty)
        }
    }

    @Test func `lessons are sealed`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            _ = try await Self.keep(0x1122_3344_5566_7788, in: test)

            let rows = try await test.store.engine.read(.statement) { connection in
                try connection.rows("SELECT sealed FROM pending_lesson", [])
            }
            let sealed = try #require(try rows.first?.bytes(0))

            #expect(sealed.count > 32)
            #expect(!Data(sealed).contains(Data([0x88, 0x77, 0x66, 0x55, 0x44])))
        }
    }
}

extension Data {
    fileprivate func contains(_ part: Data) -> Bool { range(of: part) != nil }
}
