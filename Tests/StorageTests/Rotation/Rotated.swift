import Attendance
import Faces
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// A sealed store with something in every sealed column, and what a rotation must leave of it.
struct Rotated: Sendable {
    let test: TestStore
    let alarms: Alarms

    var store: AttendanceStore { test.store }

    /// Tables of values that did not open.
    final class Alarms: Sendable {
        let tables = Mutex<[String]>([])
    }

    static func options(
        root byte: UInt8 = 5, _ cipher: Cipher = .aes, clock: TestClock = TestClock(),
        _ alarms: Alarms = Alarms()
    ) throws -> StoreOptions {
        var options = TestStore.options(clock)
        options.root = try OwnerKey(
            root: Secret(copying: [UInt8](repeating: byte, count: 32)), cipher: cipher)
        options.altered = { _, table in alarms.tables.withLock { $0.append(table) } }
        return options
    }

    /// Runs a test against three members with records, faces and motions, in a folder of its own.
    static func run(
        members: Int = 3, _ cipher: Cipher = .aes, _ body: (Rotated) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-rotation-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (clock, alarms) = (TestClock(), Alarms())
        let store = try await AttendanceStore.sqlite(
            at: folder, options: options(cipher, clock: clock, alarms))
        let test = TestStore(
            store: store, clock: clock, folder: folder, acme: try Sample.id("acme"))
        let rotated = Rotated(test: test, alarms: alarms)
        try await test.fill()
        for number in 1...members { try await rotated.fill("e\(number)", number) }
        _ = try await store.hold(
            Sample.id("e1"), because: "A lawsuit.", in: test.acme, by: Sample.operatorCaller)
        clock.now = clock.now.advanced(byMilliseconds: 60_000)
        try await body(rotated)
        try await store.close()
    }

    private func fill(_ member: String, _ number: Int) async throws {
        try await test.put(member: member, attesting: [Sample.grant(.face)])
        _ = try await store.enrol(
            Self.probe(number), as: Sample.id(member), in: test.acme, by: Sample.operatorCaller)
        let day = RosterDay(
            member: try Sample.id(member), date: CivilDate(days: 20_000), shifts: [])
        _ = try await store.put(
            RuleHistory(day, from: nil, at: Sample.start), id: "day-\(member)", if: .none,
            in: test.acme, by: Sample.operatorCaller)
        for slot in 0..<2 {
            let checkIn = try Self.checkIn(member, after: Int64(slot * 60_000 + number))
            let file = try await test.caseFile(checkIn)
            var draft = Sample.record(checkIn, basis: file.basis)
            draft.motion = MotionMemory(bytes: [UInt8(number)], endedAt: checkIn.occurredAt)
            draft.motion?.slot = slot
            draft.evidence = EvidenceRule(days: 30, group: nil)
            draft.pending = PendingLesson(
                place: try Sample.id("hq"),
                accessPoints: [Traces.AccessPoint(trace: 7, strength: -60)])
            _ = try await store.append(draft, for: checkIn, in: test.acme)
        }
    }

    /// A check-in with evidence in every column that keeps some.
    private static func checkIn(_ member: String, after milliseconds: Int64) throws -> CheckIn {
        var checkIn = try Sample.checkIn(member: member, after: milliseconds)
        let fix = Fix(t: -500, latitude: 31.29, longitude: 120.7, accuracy: 9.5)
        checkIn.location = Location(coordinateSystem: .wgs84, fixes: [fix])
        checkIn.wifi = WiFi(connected: BSSID("3c:84:6a:12:34:56"), scan: [])
        checkIn.motion = Motion()
        checkIn.motion?.gyroscope = Motion.Track(t: [0], x: [0.1], y: [0], z: [1])
        return checkIn
    }

    static func probe(_ number: Int) throws -> FaceProbe {
        let numbers = (0..<64).map { Double(($0 &* 37 &+ number &* 101) % 71) - 35 }
        return FaceProbe(model: "m", vector: try FaceVector(numbers))
    }

    /// The key version and cipher of every sealed value, by column.
    func headers(_ store: AttendanceStore? = nil) async throws -> [String: [BoxHeader]] {
        let acme = test.acme
        return try await (store ?? self.store).reading(.snapshot) { connection in
            var headers: [String: [BoxHeader]] = [:]
            for column in SealedColumn.all {
                headers["\(column.table).\(column.column)"] = try column.values(
                    after: column.order.map(\.start), limit: 1_000, in: acme, on: connection
                ).map { try BoxHeader(reading: $0.box) }
            }
            return headers
        }
    }

    /// The versions of all keys that are not destroyed, organization's and members'.
    func versions() async throws -> Set<Int64> {
        try await store.reading(.snapshot) { connection in
            Set(
                try connection.rows(
                    """
                    SELECT DISTINCT version
                    FROM sealing_key
                    WHERE wrapped IS NOT NULL
                      AND purpose <> 'lookup'
                    """, []
                ).map { try $0.integer(0) })
        }
    }

    /// That all is there, readable and verified.
    func expectReadable(
        _ store: AttendanceStore? = nil, members: Int = 3,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let (store, acme) = (store ?? self.store, test.acme)
        for number in 1...members {
            let member: MemberID = try Sample.id("e\(number)")
            let profile = try await store.member(member, in: acme)?.value.profile
            #expect(profile?.name == "Li Lei", sourceLocation: location)
            let templates = try await store.templates(of: member, model: "m", in: acme)
            let vector = try Self.probe(number).vector
            #expect(
                templates.contains { $0.vector.isIdentical(to: vector) },
                sourceLocation: location)
            var checkIn = try Sample.checkIn(member: "e\(number)")
            checkIn.traces.movement = Traces.Movement(
                startedAt: Sample.start, endedAt: Sample.start, cell: nil, nearby: [])
            var inquiry = Inquiry(checkIn)
            inquiry.motions = 8
            let file = try await store.caseFile(for: inquiry, in: acme, now: test.clock.now)
            #expect(
                file.motions.map(\.memory.bytes) == [[UInt8(number)], [UInt8(number)]],
                sourceLocation: location)
        }
        for number in 1...members {
            let day = try await store.document(
                RuleHistory<RosterDay>.self, id: "day-e\(number)", in: acme)
            #expect(day?.value.versions.isEmpty == false, sourceLocation: location)
            let kept = try await store.evidence(
                of: Sample.id("e\(number)"), in: acme, after: nil, limit: 9)
            #expect(kept.count == 2, sourceLocation: location)
            #expect(kept.allSatisfy { $0.unreadable.isEmpty }, sourceLocation: location)
            #expect(
                kept.allSatisfy { $0.evidence.location != nil && $0.evidence.motion != nil },
                sourceLocation: location)
        }
        let hold = try await store.hold(of: Sample.id("e1"), in: acme)
        #expect(hold?.reason == "A lawsuit.", sourceLocation: location)
        let records = try await store.records(.init(limit: 1_000), in: acme)
        #expect(records.count >= 2 * members, sourceLocation: location)
        #expect(try await store.verify(acme) == nil, sourceLocation: location)
        #expect(alarms.tables.withLock { $0 } == [], sourceLocation: location)
    }
}

extension AttendanceStore {
    /// Replaces the keys of organizations and members; goes on with what did not end.
    func rotateKeys(_ tell: @escaping @Sendable (KeyRotation.Count) -> Void) async throws {
        let earlier = try await unfinishedRotation()
        let rotation: UnfinishedRotation
        if let earlier { rotation = earlier } else { rotation = try await beginRotation(.members) }
        try await rotateKeys(of: rotation, tell)
        try await finish(rotation)
    }
}
