import Foundation
import JSON
import Testing

/// What is never restored, each beside the honest backup that it was made of.
struct RestoreRefusalTests {
    /// A stopped server with one member, one check-in and one backup.
    private func backup() async throws -> BackupFolder {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(posted.status == 201)
        let folder = try BackupFolder(of: server)
        #expect(try folder.make().status == 0)
        try Self.keep(server, for: folder)
        #expect(server.stop() == 0)
        return folder
    }

    /// Keeps the root key and its ledger, which go with the server's own folder.
    private static func keep(_ server: RunningServer, for folder: BackupFolder) throws {
        for name in ["root.key", "root.key.ledger"] {
            try FileManager.default.copyItem(
                at: server.data.appending(path: name), to: folder.file(name, in: folder.root))
        }
    }

    @Test func `damage of every kind is refused, and nothing is left`() async throws {
        let folder = try await backup()
        let key = folder.file("root.key", in: folder.root)
        let copyName = "rollcall-000001.copy"
        let honest = try folder.restore(to: folder.target("honest"), rootKey: key)
        #expect(honest.status == 0, "\(honest.errors)")
        var random = SystemRandomNumberGenerator()

        for name in [copyName, "rollcall.keys"] {
            let file = folder.file(name)
            let whole = try Data(contentsOf: file)
            var damaged: [Data] = []
            for _ in 0..<12 {
                var flipped = whole
                let place = Int.random(in: 0..<whole.count, using: &random)
                flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                damaged.append(flipped)
            }
            damaged += [whole.dropLast(), whole.prefix(40), Data(), whole + Data([0])]
            damaged += [whole.prefix(whole.count / 2)]
            for content in damaged {
                try content.write(to: file)
                let run = try folder.restore(to: folder.target(), rootKey: key)
                #expect(run.status == 1, "\(run.output)")
                #expect(run.errors.contains("Error: "), "\(run.errors)")
            }
            try whole.write(to: file)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.root.path).sorted()
        #expect(left == ["backup", "honest", "root.key", "root.key.ledger"])
        #expect(try folder.restore(to: folder.target(), rootKey: key).status == 0)
    }

    @Test func `missing files, another root key and a folder in use are refused by name`()
        async throws
    {
        let folder = try await backup()
        let key = folder.file("root.key", in: folder.root)
        let other = folder.file("other.key", in: folder.root)
        _ = FileManager.default.createFile(
            atPath: other.path, contents: Data(repeating: 9, count: 32),
            attributes: [.posixPermissions: 0o600])
        let busy = folder.target("busy")
        try FileManager.default.createDirectory(at: busy, withIntermediateDirectories: true)
        try Data().write(to: busy.appending(path: "something"))
        let keys = folder.file("rollcall.keys")
        let content = try Data(contentsOf: keys)

        let foreign = try folder.restore(to: folder.target(), rootKey: other)
        let absent = try folder.restore(
            to: folder.target(), rootKey: folder.file("no.key", in: folder.root))
        let full = try folder.restore(to: busy, rootKey: key)
        let unknown = try folder.restore(
            "--copy", "rollcall-000009.copy", to: folder.target(), rootKey: key)
        try FileManager.default.removeItem(at: keys)
        let keyless = try folder.restore(to: folder.target(), rootKey: key)
        try content.write(to: keys)
        try FileManager.default.removeItem(at: folder.file("rollcall-000001.copy"))
        let empty = try folder.restore(to: folder.target(), rootKey: key)

        #expect(foreign.status == 1 && foreign.errors.contains("another root key"))
        #expect(absent.status == 64 && absent.errors.contains("there is no root key at"))
        #expect(full.status == 1 && full.errors.contains("is not empty"))
        #expect(unknown.status == 1 && unknown.errors.contains("there is no copy"))
        #expect(keyless.status == 1 && keyless.errors.contains("there is no file of keys"))
        #expect(empty.status == 1 && empty.errors.contains("there is no copy"))
        #expect(!FileManager.default.fileExists(atPath: folder.target().path))
    }
}
