import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// Documents that speak of a person are sealed by that person's key, every version of them.
struct SealedDocumentTests {
    private static let canary = "canary-reason-4711"

    @Test func `what a document says of a person stands in no file`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            let id = try await file(Self.canary, in: test)

            let stands = try test.holds(Self.canary)
            #expect(!stands)
            let found = try await test.store.document(Dispute.self, id: id, in: test.acme)
            #expect(found?.value.reason == Self.canary)
            let listed = try await test.store.documents(
                Dispute.self, about: Sample.id("e1"), in: test.acme, after: nil, limit: 9)
            #expect(listed.map { $0.stored.value?.value.reason } == [Self.canary])
            #expect(try await test.store.member(Sample.id("e1"), in: test.acme) != nil)
        }
        // The control: the same store without a root key.
        try await StoreKind.sqliteFile.withStore { test in
            _ = try await file(Self.canary, in: test)
            let stands = try test.holds(Self.canary)
            #expect(stands)
        }
    }

    @Test func `a document opens as its own version alone`() async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            let first = try await file("one", in: test)
            let second = try await file("two", in: test)
            try test.store.engine.write { connection in
                try connection.run(
                    """
                    UPDATE document
                    SET body = (SELECT body FROM document WHERE id = $1)
                    WHERE id = $2
                    """, [.text(first), .text(second)])
            }

            await #expect(throws: StoreError.self) {
                try await test.store.document(Dispute.self, id: second, in: test.acme)
            }
            let own = try await test.store.document(Dispute.self, id: first, in: test.acme)
            #expect(own?.value.reason == "one")
        }
    }

    @Test func `documents of before are read as they are, and sealed when they are written again`()
        async throws
    {
        try await StoreKind.sqliteSealed.withStore { test in
            let id = try await file(Self.canary, in: test)
            let plain = try await test.store.document(Dispute.self, id: id, in: test.acme)
            let body = try JSONBytes.encode(try #require(plain?.value))
            try test.store.engine.write { connection in
                for table in ["document", "document_version"] {
                    try connection.run(
                        "UPDATE \(table) SET body = $1, member_id = NULL WHERE kind = 'dispute'",
                        [.bytes(body)])
                }
            }

            let found = try await test.store.document(Dispute.self, id: id, in: test.acme)
            #expect(found?.value == plain?.value)
            _ = try await test.store.put(
                try #require(found?.value), id: id, if: .none, in: test.acme,
                by: Sample.operatorCaller)
            let rows = try await test.store.engine.read(.statement) { connection in
                try connection.rows(
                    "SELECT member_id FROM document WHERE kind = 'dispute'", []
                ).map { try $0.optionalText(0) }
            }
            #expect(rows == ["e1"])
        }
    }

    @Test(arguments: [false, true])
    func `an erasure takes every version, of documents out of force too`(
        isDeleted: Bool
    ) async throws {
        // Unsealed, so that what stayed would be found.
        try await StoreKind.sqliteFile.withStore { test in
            let id = try await file(Self.canary, in: test)
            if isDeleted {
                try await test.store.delete(
                    Dispute.self, id: id, if: .none, in: test.acme, by: Sample.operatorCaller)
            }
            let before = try await versions(in: test)

            try await test.store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)

            #expect(before.contains { $0.contains(Self.canary) })
            #expect(try await versions(in: test).allSatisfy { !$0.contains(Self.canary) })
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    /// Files a dispute of a new check-in of `e1`, and says what it is kept under.
    private func file(_ reason: String, in test: TestStore) async throws -> String {
        let record = try #require(try await test.append(Sample.checkIn()).recorded)
        let dispute = Dispute(
            of: record, number: 1, reason: reason, by: "hr", at: Sample.start)
        _ = try await test.store.put(
            dispute, id: dispute.id, if: .absent, in: test.acme, by: Sample.operatorCaller)
        return dispute.id
    }

    private func versions(in test: TestStore) async throws -> [String] {
        try await test.store.engine.read(.statement) { connection in
            try connection.rows("SELECT body FROM document_version WHERE body IS NOT NULL", [])
                .map { String(decoding: try $0.bytes(0), as: UTF8.self) }
        }
    }
}
