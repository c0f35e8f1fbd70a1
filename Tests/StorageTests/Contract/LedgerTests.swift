import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct LedgerTests {
    @Test(arguments: StoreKind.available)
    func `a record comes back as it was appended, with its place`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let checkIn = try Sample.checkIn()

            let appended = try #require(try await test.append(checkIn).recorded)

            #expect(appended.sequence == 1)
            #expect(appended.receivedAt == test.clock.now)
            #expect(try await test.store.record(checkIn.id, in: test.acme) == appended)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `times of receipt rise though the clock stands`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            var times: [Instant] = []
            for _ in 0..<3 {
                times +=
                    try await test.append(Sample.checkIn()).recorded.map { [$0.receivedAt] } ?? []
            }

            #expect(times.map { $0.milliseconds(since: Sample.start) } == [0, 1, 2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `an id is recorded once, however often it comes`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let checkIn = try Sample.checkIn()

            let first = try await test.append(checkIn)
            let second = try await test.append(checkIn)

            #expect(second.already == first.recorded)
            #expect(try await test.caseFile(checkIn).earlier == first.recorded)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `64 parallel appends of one id make one record, 200 times`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            for round in 1...200 {
                let checkIn = try Sample.checkIn()
                let draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)

                let answers = try await withThrowingTaskGroup(of: Appended.self) { group in
                    for _ in 0..<64 {
                        group.addTask {
                            try await test.store.append(draft, for: checkIn, in: test.acme)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }

                let records = Set(answers.compactMap { $0.recorded ?? $0.already })
                #expect(answers.filter { $0.recorded != nil }.count == 1)
                #expect(records.map(\.sequence) == [Int64(round)])
            }
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a judgement is outdated once what it rests on changed`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let checkIn = try Sample.checkIn()
            func stale(after change: () async throws -> Void) async throws -> Bool {
                let draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
                try await change()
                return try await test.store.append(draft, for: checkIn, in: test.acme).isOutdated
            }
            let by = Sample.operatorCaller

            #expect(
                try await stale {
                    _ = try await test.store.put(
                        Sample.geofence(), id: "hq", if: .none, in: test.acme, by: by)
                })
            #expect(
                try await stale {
                    try await test.store.record(
                        Sample.grant(.location), of: checkIn.member, in: test.acme, by: by)
                })
            #expect(
                try await stale { try await test.store.update(Sample.organization(), by: by) })
            #expect(
                try await stale {
                    try await test.store.close(
                        checkIn.member, in: test.acme, at: test.clock.now, by: by)
                })
            #expect(try await test.store.record(checkIn.id, in: test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `lists are newest first, filtered and paged by sequence`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            var mock = Finding(.mockLocation, .mockReported, .contradicts, weight: 5)
            mock.risk = .mockLocation
            for step in 0..<6 {
                let checkIn = try Sample.checkIn(
                    member: step % 2 == 0 ? "e1" : "e2", after: Int64(step) * 1_000)
                try await test.append(checkIn, findings: step == 4 ? [mock] : [])
            }
            func list(_ change: (inout RecordQuery) throws -> Void) async throws -> [Int64] {
                var query = RecordQuery(limit: 3)
                try change(&query)
                return try await test.store.records(query, in: test.acme)
                    .compactMap { $0.value?.sequence }
            }

            #expect(try await list { _ in } == [6, 5, 4])
            #expect(try await list { $0.before = 4 } == [3, 2, 1])
            #expect(try await list { $0.member = try Sample.id("e2") } == [6, 4, 2])
            #expect(try await list { $0.code = .mockLocation } == [5])
            #expect(try await list { $0.verdict = .rejected } == [5])
            #expect(try await list { $0.geofence = try Sample.id("hq") } == [])
            #expect(
                try await list {
                    $0.from = Sample.start.advanced(byMilliseconds: 1_000)
                    $0.to = Sample.start.advanced(byMilliseconds: 3_000)
                } == [3, 2])
        }
    }
}
