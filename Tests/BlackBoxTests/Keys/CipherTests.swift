import Foundation
import JSON
import Sealing
import Testing

/// The server under either cipher, and from one to the other.
struct CipherTests {
    private static let gm = ["ROLLCALL_CIPHER": "gm"]

    @Test(.enabled(if: Cipher.gm.isAvailable, "this OpenSSL lacks SM4 or SM3"))
    func `the main flow works under SM4 and SM3, and opens under either setting`() async throws {
        let server = try RunningServer(
            data: FileManager.default.temporaryDirectory
                .appending(path: "rollcall-cipher-\(UUID().uuidString)"), environment: Self.gm)
        var scene = try await RotationScene(server)
        defer { scene.remove() }
        try await scene.expectReadable(on: server)
        let erased = try await scene.acme.admin.send(
            "DELETE", "\(scene.acme.path)/members/e6?erase=now")
        #expect(erased.status == 204)
        #expect(server.stop() == 0)
        #expect(try ProgramRun("verify", "--data", scene.data.path).status == 0)

        let aes = try RunningServer(data: scene.data)
        let posting = scene
        let clients = Task { await posting.post(to: aes, as: "e1") }
        let rotated = try ProgramRun(
            ["rotate-keys", "--data", scene.data.path, "--url", aes.url.absoluteString],
            environment: ["ROLLCALL_OPERATOR_KEY": RunningServer.operatorKey])
        clients.cancel()
        scene.acknowledged.formUnion(await clients.value)
        #expect(rotated.status == 0, "\(rotated.errors)")
        let members = try await Client(aes.url, key: scene.acme.admin.key).get(
            "\(scene.acme.path)/members")
        #expect(members.json["items"]?.items.count == 5)
        #expect(aes.stop() == 0)
        #expect(try ProgramRun("verify", "--data", scene.data.path).status == 0)
    }

    @Test func `a database sealed by AES moves to SM4 by a rotation`() async throws {
        guard Cipher.gm.isAvailable else { return }
        let server = try RunningServer(
            data: FileManager.default.temporaryDirectory
                .appending(path: "rollcall-cipher-\(UUID().uuidString)"))
        let scene = try await RotationScene(server)
        defer { scene.remove() }
        #expect(server.stop() == 0)

        let rotated = try ProgramRun(
            ["rotate-keys", "--data", scene.data.path], environment: Self.gm)

        #expect(rotated.status == 0, "\(rotated.errors)")
        let gm = try RunningServer(data: scene.data, environment: Self.gm)
        try await scene.expectReadable(on: gm)
        #expect(gm.stop() == 0)
        #expect(try ProgramRun("verify", "--data", scene.data.path).status == 0)
    }

    @Test func `a cipher that there is not is refused at the start`() throws {
        let run = try ProgramRun(
            "serve", "--port", "0", "--cipher", "rot13", "--data",
            FileManager.default.temporaryDirectory.appending(path: "never").path)

        #expect(run.status != 0)
        #expect(run.errors.contains("the setting cipher has a value that it cannot have"))
    }
}
