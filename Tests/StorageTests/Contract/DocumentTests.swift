import Attendance
import Testing
import Timekeeping

@testable import Storage

struct DocumentTests {
    let by = Sample.operatorCaller

    @Test(arguments: StoreKind.available)
    func `versions count on through a deletion`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            func put(if precondition: Precondition = .none) async throws -> Written {
                try await test.store.put(
                    Sample.geofence(), id: "hq", if: precondition, in: test.acme, by: by)
            }
            #expect(try await put(if: .absent) == Written(version: 1, isNew: true))
            #expect(try await put(if: .version(1)) == Written(version: 2, isNew: false))
            await #expect(throws: StoreError.preconditionFailed) {
                try await put(if: .version(1))
            }
            await #expect(throws: StoreError.preconditionFailed) { try await put(if: .absent) }

            try await test.store.delete(
                Geofence.self, id: "hq", if: .exists, in: test.acme, by: by)

            #expect(try await test.store.document(Geofence.self, id: "hq", in: test.acme) == nil)
            await #expect(throws: StoreError.notFound) {
                try await test.store.delete(
                    Geofence.self, id: "hq", if: .none, in: test.acme, by: by)
            }
            #expect(try await put() == Written(version: 4, isNew: true))
            let listed = try await test.store.documents(
                Geofence.self, in: test.acme, after: nil, limit: 9)
            #expect(listed.map(\.id) == ["hq"])
            let geofence = try Sample.geofence()
            #expect(listed.first?.stored.value == geofence)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the rulebook is what was written, its revision counts the changes`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            let before = try await test.store.rulebookSource(of: test.acme)
            #expect(before.policyVersion == 0)
            #expect(before.policy == Policy())
            #expect(before.geofences.isEmpty)

            _ = try await test.store.put(
                Policy(), id: "policy", if: .none, in: test.acme, by: by)
            _ = try await test.store.put(
                Sample.geofence(), id: "hq", if: .none, in: test.acme, by: by)
            try await test.store.update(Sample.organization(), by: by)
            let calibration = Calibration(slope: 0.8, offset: -0.4)
            _ = try await test.store.put(
                calibration, id: Calibration.documentID, if: .none, in: test.acme, by: by)

            let after = try await test.store.rulebookSource(of: test.acme)
            #expect(after.revision == before.revision + 4)
            #expect(before.calibration == .identity && after.calibration == calibration)
            #expect(after.policyVersion == 1)
            let geofence = try Sample.geofence()
            #expect(after.geofences == [geofence])
            #expect(try await test.caseFile(Sample.checkIn()).revision == after.revision)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unknown organization takes no documents`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            await #expect(throws: StoreError.unknownOrganization) {
                try await test.store.put(
                    Policy(), id: "policy", if: .none, in: Sample.id("other"), by: by)
            }
        }
    }
}
