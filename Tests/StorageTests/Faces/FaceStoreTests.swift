import Attendance
import Faces
import Foundation
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// Templates as the store keeps them, and what becomes of those that somebody touched.
struct FaceStoreTests {
    private static func probe(_ number: Int) throws -> FaceProbe {
        let numbers = (0..<64).map { Double(($0 &* 37 &+ number &* 101) % 71) - 35 }
        return FaceProbe(model: "m", vector: try FaceVector(numbers))
    }

    /// A store that counts altered values, with two members who consent.
    private func withStore(
        _ body: (TestStore, _ alarms: Alarms) async throws -> Void
    ) async throws {
        let alarms = Alarms()
        let clock = TestClock()
        var options = TestStore.options(clock)
        options.altered = { _, table in alarms.tables.withLock { $0.append(table) } }
        let test = TestStore(
            store: try await .inMemory(options: options), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        for member in ["e1", "e2"] {
            try await test.put(member: member, attesting: [Sample.grant(.face)])
        }
        try await body(test, alarms)
        try await test.store.close()
    }

    final class Alarms: Sendable {
        let tables = Mutex<[String]>([])
    }

    private func enrol(_ number: Int, as member: String, _ test: TestStore) async throws {
        test.clock.now = test.clock.now.advanced(byMilliseconds: 1)
        _ = try await test.store.enrol(
            Self.probe(number), as: Sample.id(member), in: test.acme, by: Sample.operatorCaller)
    }

    private func templates(_ member: String, _ test: TestStore) async throws -> [FaceTemplate] {
        try await test.store.templates(of: Sample.id(member), model: "m", in: test.acme)
    }

    /// What somebody who has the file could do to sealed cells.
    static let attacks = [
        """
        UPDATE face_template SET sealed = (
          SELECT o.sealed FROM face_template o WHERE o.id <> face_template.id
            AND o.member_id = face_template.member_id
        ) WHERE member_id = 'e1'
        """,
        """
        UPDATE face_template SET sealed = (
          SELECT o.sealed FROM face_template o WHERE o.member_id = 'e2'
        ) WHERE member_id = 'e1'
        """,
        "UPDATE face_template SET member_id = 'e1' WHERE member_id = 'e2'",
        "UPDATE face_template SET key_version = 7 WHERE member_id = 'e1'",
    ]

    @Test(arguments: attacks)
    func `a sealed template opens nowhere but where it was sealed`(attack: String) async throws {
        try await withStore { test, alarms in
            try await enrol(1, as: "e1", test)
            try await enrol(2, as: "e1", test)
            try await enrol(3, as: "e2", test)
            let honest = try await templates("e1", test).map(\.vector)
            #expect(honest.count == 2)

            try test.store.engine.write { try $0.run(attack, []) }

            let opened = try await templates("e1", test).map(\.vector)
            #expect(opened.allSatisfy { one in honest.contains { one.isIdentical(to: $0) } })
            #expect(opened.count <= 2)
            #expect(alarms.tables.withLock { $0 }.contains("face_template"))
        }
    }

    @Test func `one flipped bit of a template is refused and counted`() async throws {
        try await withStore { test, alarms in
            try await enrol(1, as: "e1", test)
            let row = try await test.store.reading { connection in
                try connection.row("SELECT sealed FROM face_template", [])
            }
            let sealed = try #require(row).bytes(0)
            for place in stride(from: 5, to: sealed.count, by: 17) {
                var flipped = sealed
                flipped[place] ^= 1
                let bytes = flipped
                try test.store.engine.write {
                    try $0.run("UPDATE face_template SET sealed = $1", [.bytes(bytes)])
                }
                #expect(try await templates("e1", test).isEmpty)
            }

            #expect(alarms.tables.withLock { $0 }.count == (sealed.count - 5 + 16) / 17)
        }
    }

    @Test func `withdrawal destroys templates and their key, and a new one takes its place`()
        async throws
    {
        try await withStore { test, alarms in
            try await enrol(1, as: "e1", test)
            let before = try await test.store.reading { connection in
                try connection.row("SELECT sealed FROM face_template", [])
            }
            let sealed = try #require(before).bytes(0)
            let withdrawal = ConsentReceipt(
                purpose: .face, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: "api")
            try await test.store.record(
                withdrawal, of: Sample.id("e1"), in: test.acme, by: Sample.operatorCaller)

            let left = try await test.store.reading(.snapshot) { connection in
                let rows = try connection.rows(
                    "SELECT sealed FROM face_template WHERE sealed IS NOT NULL", [])
                let keys = try connection.rows(
                    """
                    SELECT wrapped
                    FROM sealing_key
                    WHERE purpose = 'face'
                      AND wrapped IS NOT NULL
                    """, [])
                return rows.count + keys.count
            }
            #expect(left == 0)
            await #expect(throws: StoreError.consentRequired(.face)) {
                try await templates("e1", test)
            }
            try await test.put(member: "e1", attesting: [Sample.grant(.face)])
            try await enrol(2, as: "e1", test)
            #expect(try await templates("e1", test).count == 1)
            // Whoever puts the old template back finds that nothing opens it.
            try test.store.engine.write {
                try $0.run(
                    "UPDATE face_template SET sealed = $1 WHERE sealed IS NULL",
                    [.bytes(sealed)])
            }
            #expect(try await templates("e1", test).count == 1)
            #expect(alarms.tables.withLock { $0 } == ["face_template"])
        }
    }

    @Test func `galleries are told of every change, once and in order`() async throws {
        try await withStore { test, _ in
            try await enrol(1, as: "e1", test)
            try await enrol(2, as: "e2", test)
            let first = try await test.store.faceChanges(
                model: "m", after: 0, limit: 9, in: test.acme)
            #expect(first.map(\.member.text) == ["e1", "e2"])
            #expect(first.allSatisfy { $0.vector != nil })

            try await test.store.close(
                Sample.id("e1"), in: test.acme, at: Sample.start, by: Sample.operatorCaller)

            let last = try #require(first.last)
            let then = try await test.store.faceChanges(
                model: "m", after: last.revision, limit: 9, in: test.acme)
            #expect(then.map(\.member.text) == ["e1"] && then.allSatisfy { $0.vector == nil })
            await #expect(throws: StoreError.memberClosed) { try await templates("e1", test) }
        }
    }

    @Test func `a face is known again for thirty days, but not to the challenge it answers`()
        async throws
    {
        try await withStore { test, _ in
            let face = try Face(model: "m", vector: Self.probe(5).vector, liveness: .passed)
            var first = try Sample.checkIn()
            first.face = face
            #expect(try await test.caseFile(first).repeatsFace == false)
            _ = try await test.append(first)
            var second = try Sample.checkIn()
            second.face = face
            #expect(try await test.caseFile(second).repeatsFace)
            // The first one was not challenged, so that nobody answers it.
            second.answers = first.id
            #expect(try await test.caseFile(second).repeatsFace)

            test.clock.now = test.clock.now.advanced(byMilliseconds: FaceRecall.retention + 1)

            #expect(try await test.caseFile(second).repeatsFace == false)
        }
    }

    @Test func `faces that are too old are forgotten though none comes any more`() async throws {
        try await withStore { test, _ in
            var checkIn = try Sample.checkIn()
            checkIn.face = try Face(model: "m", vector: Self.probe(5).vector, liveness: .passed)
            _ = try await test.append(checkIn)

            let early = try await test.store.forgetFaces(in: test.acme)
            test.clock.now = test.clock.now.advanced(byMilliseconds: FaceRecall.retention + 1)
            let late = try await test.store.forgetFaces(in: test.acme)

            #expect(early == 0 && late == 4)
            #expect(try await test.store.forgetFaces(in: test.acme) == 0)
        }
    }
}
