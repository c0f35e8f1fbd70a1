import Foundation
import JSON
import Testing

/// Many clients at once, and a process that dies under them.
struct RaceTests {
    @Test func `64 parallel posts of one id make one record and 64 equal answers`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let rounds = 200

        for _ in 0..<rounds {
            let body = Tenant.checkIn()
            let answers = try await withThrowingTaskGroup(of: Client.Answer.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await acme.app.send("POST", "\(acme.path)/check-ins", body)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(Set(answers.map(\.bytes)).count == 1)
            #expect(answers.count { $0.status == 201 } == 1)
            #expect(answers.count { $0.status == 200 } == 63)
        }
        let lines = try await acme.admin.get(
            "\(acme.path)/check-ins", headers: ["Accept": "application/x-ndjson"])

        #expect(lines.text.split(separator: "\n").count == rounds)
        #expect(server.stop() == 0)
    }

    @Test func `no acknowledged check-in is lost in 20 kills under load`() async throws {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-kills-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: data)
            try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
        }
        var server = try RunningServer(data: data)
        let acme = try await Tenant(server)
        var acknowledged: Set<String> = []

        for round in 0..<20 {
            let running = server
            let clients = Task {
                await withTaskGroup(of: Set<String>.self) { group -> Set<String> in
                    for _ in 0..<8 {
                        group.addTask { await Self.post(to: running.url, acme) }
                    }
                    return await group.reduce(into: []) { $0.formUnion($1) }
                }
            }
            try await Task.sleep(for: .milliseconds(120 + 13 * round))
            server.killHard()
            acknowledged.formUnion(await clients.value)
            server = try RunningServer(data: data)
        }
        let admin = Client(server.url, key: acme.admin.key)
        let lines = try await admin.get(
            "\(acme.path)/check-ins", headers: ["Accept": "application/x-ndjson"])
        let ids = try lines.text.split(separator: "\n").map {
            try JSONValue(Array($0.utf8))["id"]?.text ?? ""
        }
        let status = server.stop()
        let verification = try ProgramRun("verify", "--data", data.path)

        #expect(acknowledged.count > 20)
        #expect(ids.count == Set(ids).count)
        #expect(acknowledged.subtracting(ids).isEmpty)
        #expect(status == 0)
        #expect(verification.status == 0, "\(verification.output)")
    }

    /// Posts until the server is gone; every id is sent twice, as a client that retries does.
    private static func post(to url: URL, _ acme: Tenant) async -> Set<String> {
        let app = Client(url, key: acme.app.key)
        var acknowledged: Set<String> = []
        while true {
            let id = UUID().uuidString.lowercased()
            let body = Tenant.checkIn(id: id)
            for _ in 0..<2 {
                guard
                    let answer = try? await app.send("POST", "\(acme.path)/check-ins", body)
                else { return acknowledged }
                if answer.status == 201 || answer.status == 200 { acknowledged.insert(id) }
            }
        }
    }
}
