import Attendance
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// New keys of members, and what they sealed.
struct MemberRotationTests {
    @Test func `all is under new keys afterwards, and reads as before`() async throws {
        try await Rotated.run { rotated in
            let before = try await rotated.headers()
            let count = Mutex(KeyRotation.Count())

            try await rotated.store.rotateKeys { step in count.withLock { $0 += step } }

            let after = try await rotated.headers()
            for (column, headers) in after {
                #expect(headers.count == before[column]?.count, "\(column)")
                #expect(!headers.isEmpty && headers.allSatisfy { $0.keyVersion == 2 }, "\(column)")
            }
            #expect(try await rotated.versions() == [2])
            let values = after.values.reduce(0) { $0 + $1.count }
            #expect(
                count.withLock { $0 } == .init(organizations: 1, keys: 6, cells: values))
            try await rotated.expectReadable()
        }
    }

    @Test func `a rotation that is interrupted anywhere reads on and ends when asked again`()
        async throws
    {
        for steps in 1...10 {
            try await Rotated.run { rotated in
                try await Self.rotate(rotated.store, stoppingAfter: steps)

                try await rotated.expectReadable()
                let isDone = try await rotated.versions() == [2]
                // The control: without asking again, something stays under an old key.
                let before = try await rotated.headers()
                let old = before.values.joined().contains { $0.keyVersion == 1 }
                #expect(steps > 4 || old, "\(steps)")
                #expect(steps > 7 || !isDone, "\(steps)")

                try await rotated.store.rotateKeys { _ in }

                let after = try await rotated.headers()
                #expect(after.values.joined().allSatisfy { $0.keyVersion == 2 })
                #expect(try await rotated.versions() == [2])
                try await rotated.expectReadable()
            }
        }
    }

    @Test func `check-ins that are judged and sealed before are judged again`() async throws {
        try await Rotated.run { rotated in
            let test = rotated.test
            let checkIn = try Sample.checkIn(after: 120_000)
            let basis = try await test.caseFile(checkIn).basis
            let record = Sample.record(checkIn, basis: basis).record
            let seal = try #require(await test.store.seal(of: checkIn.member, in: test.acme))
            let stale = RecordAppend(
                organization: test.acme,
                cells: try RecordCells(record, in: test.acme, sealedBy: seal), basis: basis,
                device: nil, keyVersion: (seal as? KeySeal)?.key.version)

            try await rotated.store.rotateKeys { _ in }
            let now = test.clock.now
            let result = try await test.store.queue.write(in: "acme") { connection in
                try stale.run(on: connection, at: now)
            }

            if case .outdated = result {} else { Issue.record("it was recorded") }
            #expect(try await test.append(checkIn).recorded != nil)
            try await rotated.expectReadable()
        }
    }

    @Test func `a value that does not open stays with its key, and the rest moves`() async throws {
        try await Rotated.run { rotated in
            let store = rotated.store
            try await Self.flip(store)

            try await store.rotateKeys { _ in }

            let versions = try await rotated.headers()["record.payload"]?.map(\.keyVersion)
            #expect(versions?.count(where: { $0 == 1 }) == 1)
            #expect(try await rotated.versions() == [1, 2])
            #expect(rotated.alarms.tables.withLock { Set($0) } == ["record"])
            // Whoever puts it back as it was finds it readable.
            try await Self.flip(store)
            rotated.alarms.tables.withLock { $0 = [] }
            try await rotated.expectReadable()
            rotated.test.clock.now = rotated.test.clock.now.advanced(byMilliseconds: 60_000)
            try await store.rotateKeys { _ in }
            #expect(try await rotated.versions() == [3])
        }
    }

    @Test func `an erased member gets no new key`() async throws {
        try await Rotated.run { rotated in
            let (store, acme) = (rotated.store, rotated.test.acme)
            try await store.erase(Sample.id("e3"), in: acme, by: Sample.operatorCaller)

            try await store.rotateKeys { _ in }

            let keys = try await store.reading { connection in
                try connection.rows(
                    "SELECT member_id FROM sealing_key WHERE member_id = 'e3'", []
                ).count
            }
            #expect(keys == 0)
            try await rotated.expectReadable(members: 2)
        }
    }

    /// Begins a rotation and has it end after so many steps.
    static func rotate(_ store: AttendanceStore, stoppingAfter steps: Int) async throws {
        let count = Mutex(0)
        let task = Task {
            try await store.rotateKeys { _ in
                let isLast = count.withLock { count in
                    count += 1
                    return count == steps
                }
                if isLast { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        do { try await task.value } catch is CancellationError {}
    }

    /// Changes one bit of one record's payload; twice is as if never.
    private static func flip(_ store: AttendanceStore) async throws {
        try await store.queue.write(in: "acme") { connection in
            let row = try connection.row("SELECT payload FROM record WHERE sequence = 2", [])
            var payload = try #require(row).bytes(0)
            payload[payload.count / 2] ^= 1
            try connection.run(
                "UPDATE record SET payload = $1 WHERE sequence = 2", [.bytes(payload)])
        }
    }
}
