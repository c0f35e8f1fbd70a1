import Foundation
import JSON
import Testing

/// An erased person in backups made before the erasure and after it.
struct RestoredErasureTests {
    private static let person = "canary.backup.person"
    private static let canaries = [
        person, "Canary Backup Name", "canary-backup-department", "canary-backup-phone",
    ]

    private func fill(_ acme: Tenant) async throws {
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/members/\(Self.person)",
            #"""
            {"name":"Canary Backup Name","department":"canary-backup-department",
            "consents":\#(Tenant.everyPurpose)}
            """#)
        #expect(put.status == 201)
        for _ in 0..<3 {
            let posted = try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                Tenant.checkIn(
                    member: Self.person,
                    more: #","device":{"id":"canary-backup-phone","platform":"ios"}"#))
            #expect(posted.status == 201)
        }
        let own = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(own.status == 201)
    }

    private func erase(_ acme: Tenant) async throws {
        let erased = try await acme.admin.send(
            "DELETE", "\(acme.path)/members/\(Self.person)?erase=now")
        #expect(erased.status == 204)
    }

    @Test func `an old copy comes back without who was erased since`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await fill(acme)
        #expect(try folder.make().status == 0)
        // The control: before the erasure the person comes back.
        let early = folder.target("early")
        #expect(try folder.restore(to: early).status == 0)
        let first = try folder.serve(early)
        let known = Client(first.url, key: acme.admin.key)
        #expect(try await known.get("\(acme.path)/members/\(Self.person)").status == 200)
        #expect(first.stop() == 0)

        try await erase(acme)
        #expect(try folder.make().status == 0)
        let run = try folder.restore("--copy", "rollcall-000001.copy", to: folder.target())

        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("1 people erased again"))
        let second = try folder.serve(folder.target())
        let admin = Client(second.url, key: acme.admin.key)
        let listed = try await admin.get("\(acme.path)/check-ins")
        #expect(try await admin.get("\(acme.path)/members/\(Self.person)").status == 404)
        #expect(try await admin.get("\(acme.path)/members/e1").status == 200)
        #expect(listed.json["items"]?.items.count == 1)
        #expect(second.stop() == 0)
        for name in ["rollcall.sqlite", "rollcall.sqlite-wal"] {
            let file = folder.target().appending(path: name)
            guard let content = try? Data(contentsOf: file) else { continue }
            for canary in Self.canaries {
                #expect(content.range(of: Data(canary.utf8)) == nil, "\(canary) in \(name)")
            }
        }
        let verified = try ProgramRun(
            "verify", "--data", folder.target().path, "--root-key-file", folder.rootKey.path)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try folder.holding(Self.canaries) == [])
    }

    @Test func `the ledger beside the root key erases what no newer backup tells of`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await fill(acme)
        #expect(try folder.make().status == 0)
        try await erase(acme)

        let run = try folder.restore(to: folder.target())
        // The control: where nothing is told of the erasure, the old keys bring the person back.
        let bare = folder.file("bare.key", in: folder.root)
        try FileManager.default.copyItem(at: folder.rootKey, to: bare)
        let blind = try folder.restore(to: folder.target("blind"), rootKey: bare)

        #expect(run.output.contains("1 people erased again"), "\(run.errors)")
        #expect(blind.output.contains("0 people erased again"), "\(blind.errors)")
    }

    @Test func `older keys than the newest are refused, unless their number is allowed`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await fill(acme)
        #expect(try folder.make().status == 0)
        let old = folder.target("old")
        try FileManager.default.copyItem(at: folder.backup, to: old)
        try await erase(acme)
        #expect(try folder.make().status == 0)

        let refused = try folder.restore(from: old, to: folder.target())
        let allowed = try folder.restore("--at-least", "1", from: old, to: folder.target())
        // An old file of keys does not open a newer copy.
        try FileManager.default.removeItem(at: folder.file("rollcall.keys"))
        try FileManager.default.copyItem(
            at: folder.file("rollcall.keys", in: old), to: folder.file("rollcall.keys"))
        let mixed = try folder.restore("--at-least", "1", to: folder.target("mixed"))

        #expect(refused.status == 1 && refused.errors.contains("number 2 was made"))
        #expect(allowed.status == 0, "\(allowed.errors)")
        #expect(allowed.output.contains("1 people erased again"))
        #expect(mixed.status == 1 && mixed.errors.contains("number 2 was made"))
    }

    @Test func `an id that was given to somebody else is not erased again`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await fill(acme)
        #expect(try folder.make().status == 0)
        try await erase(acme)
        try await acme.addMember(Self.person)
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: Self.person))
        #expect(posted.status == 201)
        #expect(try folder.make().status == 0)

        let newest = try folder.restore(to: folder.target("newest"))
        let oldest = try folder.restore(
            "--copy", "rollcall-000001.copy", to: folder.target("oldest"))

        #expect(newest.output.contains("0 people erased again"), "\(newest.errors)")
        #expect(oldest.output.contains("1 people erased again"), "\(oldest.errors)")
        let server2 = try folder.serve(folder.target("newest"))
        let admin = Client(server2.url, key: acme.admin.key)
        let listed = try await admin.get("\(acme.path)/check-ins?member=\(Self.person)")
        #expect(listed.json["items"]?.items.count == 1)
        #expect(server2.stop() == 0)
        let server3 = try folder.serve(folder.target("oldest"))
        let later = Client(server3.url, key: acme.admin.key)
        #expect(try await later.get("\(acme.path)/members/\(Self.person)").status == 404)
        #expect(server3.stop() == 0)
    }

    @Test func `a copy whose time is over opens no more, the newest does`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await fill(acme)
        #expect(try folder.make().status == 0)
        let before = try folder.restore(to: folder.target("before"))
        #expect(try folder.make("--keep-days", "0").status == 0)

        let ended = try folder.restore("--copy", "rollcall-000001.copy", to: folder.target())
        let newest = try folder.restore(to: folder.target())

        #expect(before.status == 0, "\(before.errors)")
        #expect(ended.status == 1 && ended.errors.contains("copy 1 is over"))
        #expect(newest.status == 0, "\(newest.errors)")
    }
}
