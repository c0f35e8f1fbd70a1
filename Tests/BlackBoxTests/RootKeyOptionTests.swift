import Foundation
import Testing

/// How commands on a data folder come by its root key: they load one and never make one.
struct RootKeyOptionTests {
    @Test func `verify opens with the key file that it is given, and makes none`() async throws {
        let elsewhere = FileManager.default.temporaryDirectory
            .appending(path: "root-\(UUID().uuidString).key")
        defer { try? FileManager.default.removeItem(at: elsewhere) }
        let server = try RunningServer(environment: ["ROLLCALL_ROOT_KEY_FILE": elsewhere.path])
        _ = try await Tenant(server)
        #expect(server.stop() == 0)
        let data = server.data.path

        let bare = try ProgramRun("verify", "--data", data)
        let named = try ProgramRun("verify", "--data", data, "--root-key-file", elsewhere.path)
        let told = try ProgramRun(
            ["verify", "--data", data], environment: ["ROLLCALL_ROOT_KEY_FILE": elsewhere.path])

        #expect(bare.status == 64)
        #expect(bare.errors.contains("there is no root key at \(data)/root.key"))
        #expect(named.status == 0)
        #expect(named.output.contains("the chains of 1 organizations hold"))
        #expect(told.status == 0)
        #expect(!FileManager.default.fileExists(atPath: data + "/root.key"))
    }

    @Test(arguments: ["verify", "calibrate acme", "report acme --month 2026-11"])
    func `a folder without a database is refused and stays empty`(command: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let run = try ProgramRun(
            command.split(separator: " ").map(String.init) + ["--data", folder.path])

        #expect(run.status == 64)
        #expect(run.errors.contains("there is no database in \(folder.path)"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `another root key is refused by name`() async throws {
        let server = try RunningServer()
        _ = try await Tenant(server)
        #expect(server.stop() == 0)
        let other = server.data.appending(path: "other.key")
        _ = FileManager.default.createFile(
            atPath: other.path, contents: Data(repeating: 9, count: 32),
            attributes: [.posixPermissions: 0o600])

        let run = try ProgramRun(
            "verify", "--data", server.data.path, "--root-key-file", other.path)

        #expect(run.status == 1)
        #expect(run.errors.contains("the database belongs to another root key"))
    }
}
