import Attendance
import Faces
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// A database of the time when faces had keys of their own, opened by this program.
struct KeyUnificationTests {
    @Test func `what two hierarchies sealed opens under one`() async throws {
        let old = try OldDatabase()
        defer { old.remove() }

        let store = try await AttendanceStore.sqlite(at: old.folder, options: old.options)
        let acme: OrganizationID = try Sample.id("acme")
        let member = try await store.member(Sample.id("e1"), in: acme)
        let templates = try await store.templates(of: Sample.id("e1"), model: "m", in: acme)
        let file = try await store.caseFile(
            for: Sample.checkIn(), in: acme, now: old.clock.now)

        #expect(member?.value.profile.name == "Li Lei")
        #expect(templates.map(\.vector).contains { $0.isIdentical(to: old.vector) })
        #expect(templates.count == 1)
        #expect(file.isKnownDevice == true)
        let left = try await store.reading { connection in
            try connection.rows(
                """
                SELECT name FROM sqlite_master
                WHERE name IN ('member_seal', 'organization_seal', 'member_key',
                  'organization_key')
                """, []
            ).count
        }
        #expect(left == 0)
        try await store.close()
    }

    @Test func `fingerprints of faces stay what they were`() async throws {
        let old = try OldDatabase()
        defer { old.remove() }

        let store = try await AttendanceStore.sqlite(at: old.folder, options: old.options)
        let keys = try await store.lookupKeys(of: Sample.id("acme"))

        let message: [UInt8] = [1, 2, 3]
        let before = try old.faces.authenticationKey(for: .fingerprint)
        #expect(keys.fingerprints.code(for: message) == before.code(for: message))
        try await store.close()
    }

    @Test func `another root key changes nothing and is named`() async throws {
        let old = try OldDatabase()
        defer { old.remove() }
        var wrong = old.options
        wrong.root = try OwnerKey(root: Secret(copying: [UInt8](repeating: 6, count: 32)))
        let options = wrong

        await #expect(throws: OpeningError.foreignRootKey) {
            _ = try await AttendanceStore.sqlite(at: old.folder, options: options)
        }

        let store = try await AttendanceStore.sqlite(at: old.folder, options: old.options)
        #expect(try await store.member(Sample.id("e1"), in: Sample.id("acme")) != nil)
        try await store.close()
    }
}

/// A folder as the sixth migration left it, with one member, one template and one device.
private struct OldDatabase {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "rollcall-old-\(UUID().uuidString)")
    let clock = TestClock()
    let root: OwnerKey
    let faces: OwnerKey
    let vector: FaceVector
    private let templateID = UUID().column

    var options: StoreOptions {
        var options = TestStore.options(clock)
        options.root = root
        return options
    }

    init() throws {
        root = try OwnerKey(root: Sample.secret)
        vector = try FaceVector((0..<64).map { Double($0) - 31.5 })
        let made = try root.makeKey(for: .organization("acme"))
        faces = made.key
        let engine = try SQLiteEngine(folder: folder, readers: 1)
        let early = Array(Migration.all.prefix { $0.number < Migration.sealingKeys.number })
        try engine.write { connection in
            try Migrator(early, bytesType: "BLOB", root: root).migrate(connection, at: clock.now)
            try fillDirectory(connection)
            try fillFaces(connection, wrapped: made.wrapped)
        }
        try engine.close()
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private func fillDirectory(_ connection: any SQLConnection) throws {
        _ = try OrganizationRows.insert(Sample.organization(), on: connection)
        for chain in [Chain.record, .audit] {
            try connection.start(chain, of: Sample.id("acme"))
        }
        let organization = try root.makeKey(for: .organization("acme"))
        let member = try organization.key.makeKey(for: .member("e1", organization: "acme"))
        let profile = try member.key.seal(
            JSONBytes.encode(Sample.member().profile),
            in: SealedCell(of: member.key.owner, table: "member", column: "profile", row: "e1"))
        try connection.run(
            "INSERT INTO organization_seal VALUES ('acme', $1, $2)",
            [
                .bytes(organization.wrapped.bytes),
                .integer(Int64(organization.wrapped.wrapperVersion)),
            ])
        try connection.run(
            "INSERT INTO member_seal VALUES ('acme', 'e1', $1)", [.bytes(member.wrapped.bytes)])
        try connection.run(
            """
            INSERT INTO member (
              organization_id, id, profile, version, consents, consent_version
            )
            VALUES ('acme', 'e1', $1, 1, $2, 1)
            """, [.bytes(profile), .integer(Purposes(.face).rawValue)])
        let pseudonyms = AuthenticationKey(try root.drawn("device-pseudonyms"))
        let device = pseudonyms.code(for: Array("4:acmephone".utf8)).bytes
        try connection.run(
            "INSERT INTO device_use VALUES ('acme', $1, 'e1', 5, 5)", [.bytes(device)])
    }

    private func fillFaces(_ connection: any SQLConnection, wrapped: WrappedKey) throws {
        let owner = KeyOwner.member("e1/face", organization: "acme")
        let member = try faces.makeKey(for: owner, version: 3)
        let sealed = try member.key.seal(
            vector.withBytes { [UInt8]($0) },
            in: SealedCell(
                of: owner, table: "face_template", column: "sealed", row: "\(templateID)/m"))
        try connection.run(
            "INSERT INTO organization_key VALUES ('acme', 1, $1, 0)", [.bytes(wrapped.bytes)])
        try connection.run(
            "INSERT INTO member_key VALUES ('acme', 'e1', 'face', 3, $1, 0)",
            [.bytes(member.wrapped.bytes)])
        try connection.run(
            "INSERT INTO face_template VALUES ('acme', $1, 'e1', 'm', 1, 5, 3, $2)",
            [.text(templateID), .bytes(sealed)])
    }
}
