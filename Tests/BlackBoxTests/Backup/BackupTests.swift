import Foundation
import JSON
import Synchronization
import Testing

/// Backups of a server that is used meanwhile, and the servers that come back from them.
struct BackupTests {
    @Test func `a backup under load refuses nobody and holds all that came before it`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        var before: [String: Client.Answer] = [:]
        for _ in 0..<20 {
            let body = Tenant.checkIn(id: UUID().uuidString.lowercased())
            before[body] = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        }

        let load = Load(acme)
        var made = 0
        var during = 0
        // As many as it takes for clients to be answered meanwhile.
        while made < 3 || during < 16, made < 50 {
            let answered = load.answered
            let run = try await folder.makeBeside()
            #expect(run.status == 0, "\(run.errors)")
            made += 1
            during += load.answered - answered
        }
        let statuses = try await load.end()

        #expect(during >= 16)
        #expect(statuses.allSatisfy { $0 == 201 })
        #expect(server.stop() == 0)
        let target = folder.target()
        let restored = try folder.restore(to: target)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("restored copy \(made) "))
        let verified = try ProgramRun(
            "verify", "--data", target.path, "--root-key-file", folder.rootKey.path)
        #expect(verified.status == 0)
        let second = try folder.serve(target)
        let app = Client(second.url, key: acme.app.key)
        for (body, answer) in before {
            let again = try await app.send("POST", "\(acme.path)/check-ins", body)
            #expect(again.status == 200)
            #expect(again.headers["idempotent-replayed"] == "true")
            #expect(again.bytes == answer.bytes)
        }
        let added = try await app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(added.status == 201)
        #expect(second.stop() == 0)
    }

    @Test func `a folder without a server is backed up as well, with its operator key`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        #expect(server.stop() == 0)
        let folder = try BackupFolder(of: server)
        let key = folder.file("operator.key", in: server.data)
        try Data("rk_of-the-operator-themselves\n".utf8).write(to: key)

        let made = try folder.make()
        let target = folder.target()
        let restored = try folder.restore(to: target)

        #expect(made.status == 0, "\(made.errors)")
        #expect(restored.status == 0, "\(restored.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: target.path).sorted()
        #expect(names == ["lock", "operator.key", "rollcall.sqlite"])
        #expect(
            try Data(contentsOf: folder.file("operator.key", in: target))
                == Data(contentsOf: key))
        #expect(try folder.holding(["rk_of-the-operator", "member", "operator"]) == [])
        let second = try folder.serve(target)
        let shown = try await Client(second.url, key: acme.admin.key)
            .get("\(acme.path)/members/e1")
        #expect(shown.status == 200)
        #expect(second.stop() == 0)
    }

    @Test func `the route tells how a backup stands, to the operator alone`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let owner = Client(server.url, key: RunningServer.operatorKey)

        let none = try await owner.get("/v1/backup")
        let begun = try await owner.send("POST", "/v1/backup", #"{"keepDays":7}"#)
        var status = try await owner.get("/v1/backup")
        let deadline = ContinuousClock.now + .seconds(300)
        while status.json["state"]?.text == "running", ContinuousClock.now < deadline {
            await Task.yield()
            status = try await owner.get("/v1/backup")
        }
        let odd = try await owner.send("POST", "/v1/backup", #"{"keepDays":-1}"#)
        let unknown = try await owner.send("POST", "/v1/backup", #"{"to":"/tmp"}"#)

        #expect(none.json["state"]?.text == "none")
        #expect(begun.status == 202)
        #expect(status.json["state"]?.text == "done", "\(status.text)")
        #expect(status.json["number"]?.number == 1)
        #expect(status.json["copy"]?.text == "rollcall-000001.copy")
        #expect(status.json["folder"]?.text == server.data.appending(path: "backups").path)
        #expect(odd.code == "invalid-body")
        #expect(unknown.code == "unknown-member")
        #expect(try await acme.admin.get("/v1/backup").code == "forbidden")
        #expect(try await acme.admin.send("POST", "/v1/backup").code == "forbidden")
        #expect(try await Client(server.url, key: nil).get("/v1/backup").status == 401)
    }
}

/// Clients that post check-ins one after the other until they are told to end.
private final class Load: Sendable {
    private let isOver = Atomic(false)
    private let count = Atomic(0)
    private let clients = Mutex<Task<[Int], any Error>?>(nil)

    init(_ tenant: Tenant) {
        let task = Task { try await self.post(tenant) }
        clients.withLock { $0 = task }
    }

    /// How many were answered so far.
    var answered: Int { count.load(ordering: .relaxed) }

    /// - Returns: The status of every answer.
    func end() async throws -> [Int] {
        isOver.store(true, ordering: .relaxed)
        return try await clients.withLock { $0 }?.value ?? []
    }

    private func post(_ tenant: Tenant) async throws -> [Int] {
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var statuses: [Int] = []
                    while !self.isOver.load(ordering: .relaxed) {
                        let answer = try await tenant.app.send(
                            "POST", "\(tenant.path)/check-ins", Tenant.checkIn())
                        statuses.append(answer.status)
                        self.count.add(1, ordering: .relaxed)
                    }
                    return statuses
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
