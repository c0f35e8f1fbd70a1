import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct CaseFileTests {
    @Test(arguments: StoreKind.available)
    func `a stranger has no standing, an unknown organization no case file`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let stranger = try Sample.checkIn(member: "nobody")

            #expect(try await test.caseFile(stranger).member == nil)
            await #expect(throws: StoreError.unknownOrganization) {
                try await test.store.caseFile(
                    for: stranger, in: Sample.id("other"), now: test.clock.now)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the last record is the latest that counts, with its position`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            var mock = Finding(.mockLocation, .mockReported, .contradicts, weight: 5)
            mock.risk = .mockLocation
            try await test.append(Sample.checkIn(after: 5_000))
            try await test.append(Sample.checkIn(direction: .out, after: 1_000))
            try await test.append(Sample.checkIn(after: 9_000), findings: [mock])

            let last = try #require(try await test.caseFile(Sample.checkIn()).last)

            #expect(last.occurredAt == Sample.start.advanced(byMilliseconds: 5_000))
            #expect(last.direction == .in)
            #expect(last.position == .init(latitude: 31.3, longitude: 120.7, accuracy: 12.5))
        }
    }

    @Test(arguments: StoreKind.available)
    func `devices are known by use that counts, and shared inside the window only`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            #expect(try await test.caseFile(Sample.checkIn()).isKnownDevice == nil)
            try await test.append(Sample.checkIn(device: "phone"))
            try await test.append(Sample.checkIn(device: "tablet"))

            let own = try await test.caseFile(Sample.checkIn(device: "phone"))
            #expect(own.isKnownDevice == true)
            #expect(own.otherDevicesOfMember == 1)
            #expect(own.otherUsersOfDevice == 0)
            let new = try await test.caseFile(Sample.checkIn(device: "new"))
            #expect(new.isKnownDevice == false)
            #expect(new.otherDevicesOfMember == 2)
            let hour: Int64 = 3_600_000
            let soon = try Sample.checkIn(member: "e2", device: "phone", after: 12 * hour)
            #expect(try await test.caseFile(soon).otherUsersOfDevice == 1)
            let later = try Sample.checkIn(member: "e2", device: "phone", after: 12 * hour + 1)
            #expect(try await test.caseFile(later).otherUsersOfDevice == 0)
            #expect(try await test.caseFile(later).isOthersDevice)
            #expect(try await !test.caseFile(Sample.checkIn(after: 1)).isOthersDevice)
            let none = try await test.caseFile(Sample.checkIn(member: "e2", device: nil))
            #expect(none.isKnownDevice == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the window in which a device is shared is the policy's`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            try await test.put(member: "e2")
            try await test.append(Sample.checkIn())
            var policy = Policy()
            policy.device.sharedWindowHours = 1
            _ = try await test.store.put(
                policy, id: "policy", if: .none, in: test.acme, by: Sample.operatorCaller)

            let later = try Sample.checkIn(member: "e2", after: 2 * 3_600_000)

            #expect(try await test.caseFile(later).otherUsersOfDevice == 0)
        }
    }
}
