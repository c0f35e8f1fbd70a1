import Foundation
import JSON
import Material
import Testing

/// Keys that are replaced while the server serves, and when it dies of it.
struct RotationTests {
    private static let path = "/v1/key-rotation"

    @Test func `in 20 kills under load no row becomes unreadable, and all ends under new keys`()
        async throws
    {
        var server = try RunningServer(
            data: FileManager.default.temporaryDirectory
                .appending(path: "rollcall-rotation-\(UUID().uuidString)"))
        var scene = try await RotationScene(server)
        defer { scene.remove() }
        let oldRoot = scene.data.appendingPathExtension("old-root")
        defer { try? FileManager.default.removeItem(at: oldRoot) }
        try FileManager.default.copyItem(at: scene.rootKey, to: oldRoot)
        // As much as there is to do; kills are spread over it.
        let whole = try await Self.rotate(server, until: .max)
        var random = Seeded(7)

        for round in 0..<20 {
            let (running, filled) = (server, scene)
            let clients = Task {
                await withTaskGroup(of: Set<String>.self) { group -> Set<String> in
                    for member in RotationScene.members {
                        group.addTask { await filled.post(to: running, as: member) }
                    }
                    return await group.reduce(into: []) { $0.formUnion($1) }
                }
            }
            let steps = round % 4 == 0 ? 0 : Int.random(in: 0..<whole, using: &random)
            _ = try await Self.rotate(server, until: steps)
            server.killHard()
            scene.acknowledged.formUnion(await clients.value)
            server = try RunningServer(data: scene.data)
            try await scene.expectReadable(on: server)
        }
        let end = try Self.command(scene, server)
        try await scene.expectReadable(on: server)
        let status = server.stop()
        let verified = try ProgramRun("verify", "--data", scene.data.path)

        #expect(scene.acknowledged.count > 260)
        // The control: kills did come in between.
        #expect(server.log.contains("a rotation of keys did not end"))
        #expect(end.status == 0, "\(end.errors)")
        #expect(status == 0)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(!FileManager.default.fileExists(atPath: scene.nextRootKey.path))
        let keys = try [oldRoot, scene.rootKey].map { try Data(contentsOf: $0) }
        #expect(keys[0] != keys[1] && keys[1].count == 32)
        // The key of before opens nothing any more.
        let refused = try ProgramRun(
            "verify", "--data", scene.data.path, "--root-key-file", oldRoot.path)
        #expect(refused.status != 0)
        #expect(refused.errors.contains("root key"), "\(refused.errors)")
    }

    @Test func `keys are replaced in a folder that nobody has open`() async throws {
        let server = try RunningServer(
            data: FileManager.default.temporaryDirectory
                .appending(path: "rollcall-rotation-\(UUID().uuidString)"))
        let scene = try await RotationScene(server)
        defer { scene.remove() }
        #expect(server.stop() == 0)
        let before = try Data(contentsOf: scene.rootKey)

        let members = try ProgramRun("rotate-keys", "--data", scene.data.path, "--members")
        let same = try Data(contentsOf: scene.rootKey)
        let root = try ProgramRun("rotate-keys", "--data", scene.data.path, "--root")

        // Six members' general keys, and those of their faces.
        #expect(members.status == 0 && members.output.contains(" 12 made"), "\(members.output)")
        #expect(same == before)
        // Seven of the server's own, and two of each organization.
        let wrapped = 7 + 2 * RotationScene.organizations
        #expect(
            root.status == 0 && root.output.hasPrefix("\(wrapped) keys wrapped"), "\(root.output)")
        #expect(try Data(contentsOf: scene.rootKey) != before)
        let mode = try FileManager.default.attributesOfItem(atPath: scene.rootKey.path)
        #expect(mode[.posixPermissions] as? Int == 0o600)
        let again = try RunningServer(data: scene.data)
        try await scene.expectReadable(on: again)
        #expect(again.stop() == 0)
        #expect(try ProgramRun("verify", "--data", scene.data.path).status == 0)
    }

    @Test func `a backup made after a rotation is restored with the new root key alone`()
        async throws
    {
        let server = try RunningServer(
            data: FileManager.default.temporaryDirectory
                .appending(path: "rollcall-rotation-\(UUID().uuidString)"))
        let scene = try await RotationScene(server)
        let (copies, restored) = (
            scene.data.appendingPathExtension("copies"), scene.data.appendingPathExtension("new")
        )
        defer {
            scene.remove()
            for folder in [copies, restored] { try? FileManager.default.removeItem(at: folder) }
        }
        #expect(server.stop() == 0)
        let backup = ["backup", "--data", scene.data.path, "--to", copies.path]
        let first = try ProgramRun(backup)
        let rotated = try ProgramRun("rotate-keys", "--data", scene.data.path)
        let second = try ProgramRun(backup)

        let restoration = try ProgramRun(
            "restore", "--from", copies.path, "--data", restored.path, "--root-key-file",
            scene.rootKey.path)

        #expect(first.status == 0 && second.status == 0, "\(second.errors)")
        // One more than without a backup: the key of its copy.
        let wrapped = 7 + 1 + 2 * RotationScene.organizations
        #expect(rotated.output.hasPrefix("\(wrapped) keys wrapped"), "\(rotated.output)")
        #expect(restoration.status == 0, "\(restoration.errors)")
        let again = try RunningServer(
            data: restored, environment: ["ROLLCALL_ROOT_KEY_FILE": scene.rootKey.path])
        try await scene.expectReadable(on: again)
        #expect(again.stop() == 0)
        try? FileManager.default.removeItem(at: restored.appendingPathExtension("log"))
    }

    @Test func `the operator alone replaces keys, and every organization's log says so`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let owner = Client(server.url, key: RunningServer.operatorKey)

        for client in [acme.admin, acme.auditor, acme.app] {
            let refused = try await client.send("POST", Self.path, #"{"scope":"all"}"#)
            #expect(refused.status == 403)
            #expect(try await client.get(Self.path).status == 403)
        }
        #expect(try await owner.get(Self.path).json["state"]?.text == "idle")
        let odd = try await owner.send("POST", Self.path, #"{"scope":"some"}"#)
        #expect(odd.status == 422)
        _ = try await Self.rotate(server, until: .max)

        let log = try await acme.admin.get("\(acme.path)/audit?limit=1000")
        let entries = log.json["items"]?.items.filter { $0["action"]?.text == "key.rotate" }
        #expect(entries?.count == 1 && entries?.first?["detail"]?.text == "version 2")
        #expect(server.stop() == 0)
    }

    /// Has a server replace all keys, and returns once that is done or so many steps are.
    ///
    /// - Returns: How many steps were done.
    private static func rotate(_ server: RunningServer, until steps: Int) async throws -> Int {
        let owner = Client(server.url, key: RunningServer.operatorKey)
        var answer = try await owner.send("POST", path, #"{"scope":"all"}"#)
        #expect(answer.status == 202, "\(answer.text)")
        while true {
            let done = ["keysWrapped", "keysMade", "valuesSealed"].reduce(0) { sum, name in
                sum + Int(answer.json[name]?.number ?? 0)
            }
            let state = answer.json["state"]?.text
            if state != "running" { #expect(state == "finished") }
            if state != "running" || done >= steps { return done }
            answer = try await owner.get(path)
        }
    }

    /// Has the command ask the server, as an operator does.
    private static func command(
        _ scene: RotationScene, _ server: RunningServer
    ) throws -> ProgramRun {
        try ProgramRun(
            ["rotate-keys", "--data", scene.data.path, "--url", server.url.absoluteString],
            environment: ["ROLLCALL_OPERATOR_KEY": RunningServer.operatorKey])
    }
}
