import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

/// Challenges and the keys of devices, as every engine keeps them.
struct DeviceStoreTests {
    @Test(arguments: StoreKind.available)
    func `a challenge ends, and one that has not is used up with the record`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let end = test.clock.now.advanced(byMilliseconds: 120_000)
            for nonce in ["first", "second"] {
                try await test.store.issue(Self.challenge(nonce, until: end), in: test.acme)
            }

            test.clock.now = end.advanced(byMilliseconds: -1)
            let taken = try await test.append(Self.checkIn("first"))
            await #expect(throws: StoreError.challengeRefused) {
                try await test.append(Self.checkIn("first"))
            }
            test.clock.now = end
            await #expect(throws: StoreError.challengeRefused) {
                try await test.append(Self.checkIn("second"))
            }

            #expect(taken.recorded != nil)
            #expect(try await test.store.records(.init(limit: 10), in: test.acme).count == 1)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the id is looked for before the challenge`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let end = test.clock.now.advanced(byMilliseconds: 120_000)
            try await test.store.issue(Self.challenge("word", until: end), in: test.acme)
            let checkIn = try Self.checkIn("word")

            let first = try await test.append(checkIn)
            let second = try await test.append(checkIn)

            #expect(first.recorded != nil)
            #expect(second.already == first.recorded)
        }
    }

    @Test(arguments: StoreKind.available)
    func `issuing sweeps what has ended, and erasing takes all`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            func count(_ table: String) async throws -> Int64 {
                try await test.store.reading { connection in
                    try connection.row("SELECT COUNT(*) FROM \(table)", [])?.integer(0) ?? -1
                }
            }
            let end = test.clock.now.advanced(byMilliseconds: 120_000)
            for number in 0..<40 {
                try await test.store.issue(
                    Self.challenge("\(number)", until: end), in: test.acme)
            }
            let most = try await count("challenge")
            test.clock.now = end
            let later = end.advanced(byMilliseconds: 120_000)
            try await test.store.issue(Self.challenge("last", until: later), in: test.acme)
            let left = try await count("challenge")
            try await test.put(member: "e1", attesting: [Sample.grant(.device)])
            let key = DeviceKey(
                curve: .p256, point: Array(repeating: 4, count: 65), registeredAt: end)
            _ = try await test.store.put(
                key, of: "phone", as: Sample.id("e1"), if: .none, in: test.acme,
                by: Sample.operatorCaller)
            let file = try await test.caseFile(Sample.checkIn())
            let registered = try await count("device_key")

            try await test.store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)

            #expect(most == Int64(Limits.challenges))
            #expect(left == 1)
            #expect(file.deviceKey == key)
            #expect(registered == 1)
            #expect(try await count("challenge") == 0)
            #expect(try await count("device_key") == 0)
        }
    }

    private static func challenge(_ nonce: String, until end: Instant) throws -> Challenge {
        Challenge(
            digest: ChallengeRows.digest(of: nonce), member: try Sample.id("e1"), expiresAt: end)
    }

    private static func checkIn(_ nonce: String) throws -> CheckIn {
        var checkIn = try Sample.checkIn(device: nil)
        checkIn.nonce = nonce
        return checkIn
    }
}
