import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct TraceTests {
    private static func checkIn(
        member: String = "e1", device: String? = "phone", after milliseconds: Int64 = 0,
        _ motion: [Int64] = [], coordinates: Int64? = nil
    ) throws -> CheckIn {
        var checkIn = try Sample.checkIn(member: member, device: device, after: milliseconds)
        checkIn.traces.motion = motion
        checkIn.traces.coordinates = coordinates
        return checkIn
    }

    private static let many: [Int64] = (0..<53).map { $0 * 7_919 - 200_000 }

    @Test(arguments: StoreKind.available)
    func `what one member left another is told of`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            let first = try Self.checkIn(Self.many)
            #expect(try await test.caseFile(first).recurrences.isEmpty)
            try await test.append(first)

            let other = try Self.checkIn(member: "e2", device: "own", [5] + Self.many.suffix(2))
            let found = try await test.caseFile(other).recurrences

            #expect(Set(found.map(\.trace)) == Set(Self.many.suffix(2)))
            #expect(found.allSatisfy { $0.record == first.id && $0.member == first.member })
            #expect(found.allSatisfy { !$0.sharesDevice && $0.occurredAt == first.occurredAt })
            let same = try Self.checkIn(member: "e2", Self.many)
            #expect(try await test.caseFile(same).recurrences.allSatisfy(\.sharesDevice))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a trace stays its first record's, coordinates are the newest's`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let first = try Self.checkIn([1, 2, 3], coordinates: 9)
            let second = try Self.checkIn(after: 1_000, [1, 2, 3], coordinates: 9)
            try await test.append(first)
            try await test.append(second)

            let found = try await test.caseFile(second).recurrences

            #expect(Set(found.filter { $0.trace < 9 }.map(\.record)) == [first.id])
            #expect(found.filter { $0.trace == 9 }.map(\.record) == [second.id])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who answers a challenge takes its traces over`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let first = try Self.checkIn([1, 2, 3])
            let challenge = Finding(.device, .deviceRooted, .contradicts).with(action: .challenge)
            try await test.append(first, findings: [challenge])
            var second = try Self.checkIn([1, 2, 3])
            second.answers = first.id
            let known = try await test.caseFile(second).recurrences
            try await test.append(second)

            let found = try await test.caseFile(Self.checkIn([1, 2, 3])).recurrences

            #expect(known.allSatisfy { $0.isAnswered(by: second) && $0.verdict == .challenged })
            #expect(Set(found.map(\.record)) == [second.id])
        }
    }

    @Test(arguments: StoreKind.available)
    func `traces that came in between make a judgement outdated, and leave nothing`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let (first, second) = (try Self.checkIn([1, 2]), try Self.checkIn([2, 3]))
            let basis = try await test.caseFile(second).basis
            try await test.append(first)

            let late = try await test.store.append(
                Sample.record(second, basis: basis), for: second, in: test.acme)

            #expect(late.isOutdated)
            #expect(try await test.caseFile(Self.checkIn([3])).recurrences.isEmpty)
            #expect(try await test.append(second).recorded != nil)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a device or coordinates that another member came with in between outdate a judgement`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            let second = try Self.checkIn(coordinates: 9)
            let basis = try await test.caseFile(second).basis
            func outcome(_ hours: Int?, _ coordinates: Int64?) async throws -> Appended {
                var draft = Sample.record(second, basis: basis)
                draft.contemporaries = Contemporaries(deviceHours: hours, coordinates: coordinates)
                return try await test.store.append(draft, for: second, in: test.acme)
            }
            try await test.append(Self.checkIn(member: "e2", after: -3_600_000))
            try await test.append(Self.checkIn(member: "e2", device: "own", coordinates: 9))

            #expect(try await outcome(1, nil).isOutdated)
            #expect(try await outcome(nil, 9).isOutdated)
            // The control: what was judged knowing of both stands, and so does a shorter memory.
            #expect(try await outcome(0, nil).recorded != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the same id again leaves no traces`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let first = try Sample.checkIn()
            try await test.append(first)
            var again = first
            again.traces.motion = [8]
            let basis = try await test.caseFile(again).basis

            let outcome = try await test.store.append(
                Sample.record(again, basis: basis), for: again, in: test.acme)

            #expect(outcome.already != nil)
            #expect(try await test.caseFile(Self.checkIn([8])).recurrences.isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `withdrawal takes the traces of its purpose, erasure all`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            let first = try Self.checkIn([1], coordinates: 9)
            try await test.append(first)
            try await test.append(try Self.checkIn(member: "e2", [7]))
            func left() async throws -> Set<Int64> {
                let seeker = try Self.checkIn(member: "e2", [1, 7], coordinates: 9)
                return Set(try await test.caseFile(seeker).recurrences.map(\.trace))
            }
            func withdraw(_ purpose: Purpose) async throws {
                let receipt = ConsentReceipt(
                    purpose: purpose, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                    recordedAt: Sample.start, channel: "app")
                try await test.store.record(
                    receipt, of: first.member, in: test.acme, by: Sample.operatorCaller)
            }

            try await withdraw(.wifi)
            #expect(try await left() == [1, 7, 9])
            try await withdraw(.motion)
            #expect(try await left() == [7, 9])
            try await test.store.erase(first.member, in: test.acme, by: Sample.operatorCaller)
            #expect(try await left() == [7])
        }
    }

    @Test(arguments: StoreKind.available)
    func `traces are forgotten when their time is over`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await test.append(try Self.checkIn(Self.many))
            test.clock.now = Sample.start.advanced(byMilliseconds: 1_000)
            try await test.append(try Self.checkIn([1]))

            try await test.store.forgetTraces(before: test.clock.now, in: test.acme)

            let found = try await test.caseFile(Self.checkIn([1] + Self.many)).recurrences
            #expect(found.map(\.trace) == [1])
        }
    }
}
