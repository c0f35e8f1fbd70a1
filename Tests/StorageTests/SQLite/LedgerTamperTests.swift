import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

struct LedgerTamperTests {
    /// What somebody who has the file could do to it, and what `verify` says to that.
    static let attacks: [(String, LedgerBreak)] = [
        (
            "UPDATE record SET received_at = received_at + 1 WHERE sequence = 2",
            .chain(.records, .edited(sequence: 2))
        ),
        (
            "UPDATE record SET link = zeroblob(32) WHERE sequence = 2",
            .chain(.records, .edited(sequence: 2))
        ),
        (
            "DELETE FROM record WHERE sequence = 2",
            .chain(.records, .deleted(expected: 2, found: 3))
        ),
        ("DELETE FROM record WHERE sequence = 4", .truncated(.records, last: 3, head: 4)),
        (
            "UPDATE record SET verdict = 'flagged' WHERE sequence = 2",
            .column("verdict", sequence: 2)
        ),
        ("UPDATE record SET counts = 0 WHERE sequence = 2", .column("counts", sequence: 2)),
        (
            "UPDATE record SET direction = 'out' WHERE sequence = 2",
            .column("direction", sequence: 2)
        ),
        ("UPDATE record SET codes = 'rooted' WHERE sequence = 2", .column("codes", sequence: 2)),
        ("UPDATE record SET geofence = 'hq' WHERE sequence = 2", .column("geofence", sequence: 2)),
        (
            "UPDATE record SET member_id = 'e2' WHERE sequence = 2",
            .column("member_id", sequence: 2)
        ),
        (
            "UPDATE record SET occurred_at = 5 WHERE sequence = 2",
            .column("occurred_at", sequence: 2)
        ),
        ("UPDATE record SET position = NULL WHERE sequence = 2", .column("position", sequence: 2)),
        (
            """
            UPDATE record SET payload = CAST(replace(payload, 'e1', 'e2') AS BLOB)
            WHERE sequence = 2
            """,
            .altered(.records, sequence: 2)
        ),
        (
            "UPDATE record SET payload = zeroblob(5) WHERE sequence = 2",
            .altered(.records, sequence: 2)
        ),
        (
            """
            UPDATE record SET sequence = CASE sequence WHEN 2 THEN 30 ELSE 2 END,
              received_at = received_at WHERE sequence IN (2)
            """, .chain(.records, .deleted(expected: 2, found: 3))
        ),
        (
            "UPDATE audit_entry SET caller = 'hr' WHERE sequence = 2", .altered(.audit, sequence: 2)
        ),
        (
            "DELETE FROM audit_entry WHERE sequence = 1",
            .chain(.audit, .deleted(expected: 1, found: 2))
        ),
        ("DELETE FROM audit_entry WHERE sequence = 2", .truncated(.audit, last: 1, head: 2)),
    ]

    @Test(arguments: attacks)
    func `what was done to the rows shows`(attack: String, found: LedgerBreak) async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            for _ in 0..<4 { try await test.append(Sample.checkIn()) }
            #expect(try await test.store.verify(test.acme) == nil)

            try test.store.engine.write { connection in
                try connection.run("PRAGMA foreign_keys = OFF", [])
                try connection.run(attack, [])
            }

            #expect(try await test.store.verify(test.acme) == found)
        }
    }

    @Test func `a chain verifies though a person was erased`() async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            let checkIn = try Sample.checkIn()
            try await test.append(checkIn)

            try await test.store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)

            #expect(try await test.store.verify(test.acme) == nil)
            #expect(try await test.store.record(checkIn.id, in: test.acme) == nil)
            #expect(try await test.store.records(RecordQuery(limit: 9), in: test.acme).isEmpty)
        }
    }

    @Test(arguments: [
        "UPDATE record SET payload = NULL, position = NULL WHERE sequence = 2",
        """
        UPDATE record SET payload = NULL, position = NULL, member_id = (
          SELECT subject FROM audit_entry WHERE action = 'member.erase'
        )
        WHERE sequence = 2
        """,
        "DELETE FROM sealing_key WHERE member_id = 'e2'",
    ])
    func `a record that was blanked by no erasure shows`(attack: String) async throws {
        try await StoreKind.sqliteSealed.withStore { test in
            try await test.put(member: "e2")
            try await test.append(Sample.checkIn())
            try await test.append(Sample.checkIn(member: "e2"))
            try await test.store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)
            #expect(try await test.store.verify(test.acme) == nil)
            try test.store.engine.write { connection in
                try connection.run("PRAGMA foreign_keys = OFF", [])
                try connection.run(attack, [])
            }

            for purpose in SealPurpose.allCases {
                test.store.keys.forget(.member(try Sample.id("e2"), purpose, test.acme))
            }

            #expect(try await test.store.verify(test.acme) != nil)
        }
    }

    @Test func `an entry that was blanked by no erasure shows`() async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            try await test.put(member: "e2")
            try await test.store.erase(
                Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)
            // The control: what an erasure blanked is no break.
            #expect(try await test.store.verify(test.acme) == nil)

            try test.store.engine.write { connection in
                try connection.run(
                    """
                    UPDATE audit_entry
                    SET salt = zeroblob(0), detail = '', subject = (
                      SELECT subject FROM audit_entry WHERE action = 'member.erase'
                    )
                    WHERE subject = 'e2'
                    """, [])
            }

            #expect(try await test.store.verify(test.acme) != nil)
        }
    }

    @Test func `every change is in the log, with who made it`() async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            _ = try await test.store.put(
                Policy(), id: "policy", if: .none, in: test.acme, by: Sample.operatorCaller)
            await #expect(throws: StoreError.preconditionFailed) {
                try await test.put(member: "e1", if: .absent)
            }

            let entries = try await test.store.auditEntries(
                in: test.acme, after: 0, limit: 9
            ).compactMap(\.value)

            #expect(entries.map(\.action) == ["organization.create", "member.put", "policy.put"])
            #expect(entries.map(\.sequence) == [1, 2, 3])
            #expect(Set(entries.map(\.caller)) == ["operator"])
            #expect(!entries.contains { "\($0)".contains("Li Lei") })
        }
    }

    @Test func `a device's own id is nowhere in the database`() async throws {
        try await StoreKind.sqliteFile.withStore { test in
            let canary = "canary-device-4711"
            try await test.append(Sample.checkIn(device: canary))

            let files = try FileManager.default.contentsOfDirectory(
                at: test.folder, includingPropertiesForKeys: nil)
            for file in files {
                let bytes = try Data(contentsOf: file)
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(file.lastPathComponent)")
            }
            #expect(files.count >= 3)
            for file in files {
                let mode = try FileManager.default.attributesOfItem(atPath: file.path)
                #expect(mode[.posixPermissions] as? Int == 0o600, "\(file.lastPathComponent)")
            }
        }
    }
}

/// Ids as columns hold them.
struct ColumnIDTests {
    @Test func `ids are written and read as Foundation does`() {
        for _ in 0..<1_000 {
            let id = UUID()
            #expect(id.column == id.uuidString.lowercased())
            #expect(UUID(column: id.column) == id)
            #expect(UUID(column: id.uuidString) == id)
        }
        for text in [
            "", "0", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-0000000000000",
            "00000000_0000-0000-0000-000000000000", "0000000g-0000-0000-0000-000000000000",
            "000000000-000-0000-0000-000000000000", "é0000000-0000-0000-0000-00000000000",
        ] {
            #expect(UUID(column: text) == nil, "\(text)")
            #expect(UUID(uuidString: text) == nil, "\(text)")
        }
    }
}
