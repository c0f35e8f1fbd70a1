import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// A store whose personal payloads are sealed, member by member.
struct SealedStoreTests {
    @Test func `no name and no position stands in the files of a sealed store`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.append(try Sample.checkIn())

            let stands = try test.holds("Li Lei")
            #expect(!stands)
            #expect(try await test.store.member(Sample.id("e1"), in: test.acme) != nil)
            #expect(try await test.store.records(.init(limit: 9), in: test.acme).count == 1)
        }
        // The control: the same store without a root key.
        try await StoreKind.sqliteFile.withStore { test in
            let stands = try test.holds("Li Lei")
            #expect(stands)
        }
    }

    @Test func `another root key opens nothing`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.store.close()
            var options = TestStore.options(test.clock)
            options.root = try .init(root: .init(copying: [UInt8](repeating: 6, count: 32)))

            let wrong = options

            await #expect(throws: OpeningError.foreignRootKey) {
                _ = try await AttendanceStore.sqlite(at: test.folder, options: wrong)
            }
        }
    }

    @Test func `a key that is destroyed takes profile and payloads with it`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.append(try Sample.checkIn())
            let member: MemberID = try Sample.id("e1")
            let acme = test.acme

            let holder = KeyHolder.member(member, .general, acme)
            try await test.store.queue.write(in: acme.text) { connection in
                try SealingKeyRows.destroy(holder, on: connection)
            }
            test.store.keys.forget(holder)

            #expect(try await test.store.member(member, in: acme) == nil)
            #expect(try await test.store.records(.init(limit: 9), in: acme).isEmpty)
            // An erasure takes the payload as well; where it stayed, its key was lost.
            #expect(try await test.store.verify(acme) == .altered(.records, sequence: 1))
        }
    }

    @Test func `a payload that is moved to another row opens nowhere`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.append(try Sample.checkIn())
            try await test.append(try Sample.checkIn(after: 60_000))
            try await test.store.queue.write(in: "acme") { connection in
                _ = try connection.run(
                    """
                    UPDATE record
                    SET payload = (SELECT payload FROM record WHERE sequence = 1)
                    WHERE sequence = 2
                    """, [])
            }

            #expect(
                try await test.store.verify(test.acme) == .altered(.records, sequence: 2))
        }
    }
}

extension TestStore {
    /// Whether a file of the store holds a text as it is.
    func holds(_ text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .contains { try Data(contentsOf: $0).range(of: Data(text.utf8)) != nil }
    }
}
