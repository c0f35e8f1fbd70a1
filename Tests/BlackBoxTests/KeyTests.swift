import Foundation
import JSON
import Testing

/// API keys: shown once, ending, revoked at once, and nothing for those who guess.
struct KeyTests {
    @Test func `a key ends when it says so, and by revocation at once`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        func key(_ expiresAt: Date) async throws -> (id: String, client: Client) {
            let time = ISO8601DateFormatter().string(from: expiresAt)
            let made = try await acme.admin.send(
                "POST", "\(acme.path)/keys", #"{"role":"hr","expiresAt":"\#(time)"}"#)
            let id = try #require(made.json["id"]?.text)
            return (id, Client(server.url, key: made.json["key"]?.text))
        }
        let (_, past) = try await key(Date(timeIntervalSinceNow: -60))
        let (id, future) = try await key(Date(timeIntervalSinceNow: 600))

        let ended = try await past.get("\(acme.path)/members")
        let before = try await future.get("\(acme.path)/members")
        let revoked = try await acme.admin.send("DELETE", "\(acme.path)/keys/\(id)")
        let after = try await future.get("\(acme.path)/members")

        #expect(ended.status == 401)
        #expect(before.status == 200)
        #expect(revoked.status == 204)
        #expect(after.status == 401)
        #expect(after.bytes == ended.bytes)
    }

    @Test func `a secret is 256 random bits, shown once and kept nowhere`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        var secrets: Set<String> = []
        for _ in 0..<20 {
            let made = try await acme.admin.send(
                "POST", "\(acme.path)/keys", #"{"role":"app","label":"x"}"#)
            secrets.insert(try #require(made.json["key"]?.text))
        }
        let list = try await acme.admin.get("\(acme.path)/keys")
        let audit = try await acme.admin.get("\(acme.path)/audit")
        #expect(server.stop() == 0)
        let files = try FileManager.default.contentsOfDirectory(
            at: server.data, includingPropertiesForKeys: nil)
        let kept = try files.map { try Data(contentsOf: $0) }

        #expect(secrets.count == 20)
        for secret in secrets {
            #expect(secret.hasPrefix("rk_") && secret.utf8.count == 46)
            #expect(!list.text.contains(secret) && !audit.text.contains(secret))
            #expect(!server.log.contains(secret))
            for data in kept { #expect(data.range(of: Data(secret.utf8)) == nil) }
        }
        #expect(kept.contains { $0.count > 10_000 })
    }

    @Test func `all that is no key is answered alike`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let guesses = [
            "rk_", "rk_A", "rk_" + String(repeating: "A", count: 43), "Bearer", "a.b.c", "..",
            String(repeating: "x", count: 9_000), "rk_operator-key-of-the-test-suitE", "null",
        ]

        let nobody = try await Client(server.url, key: nil).get("\(acme.path)/members")
        for guess in guesses {
            let answer = try await Client(server.url, key: guess).get("\(acme.path)/members")
            #expect(answer.status == 401)
            #expect(answer.bytes == nobody.bytes)
        }
        #expect(nobody.headers["www-authenticate"] == "Bearer")
    }

    @Test func `failures are throttled by address, and keys that hold go on`() async throws {
        let server = try RunningServer(environment: ["ROLLCALL_FAILED_AUTH_LIMIT": "5"])
        let acme = try await Tenant(server)
        let liar = Client(server.url, key: "rk_" + String(repeating: "B", count: 43))
        var statuses: [Int: Int] = [:]
        var last: Client.Answer?

        for _ in 0..<12 {
            last = try await liar.get("\(acme.path)/members")
            statuses[last?.status ?? 0, default: 0] += 1
        }
        let honest = try await acme.admin.get("\(acme.path)/members")

        #expect(statuses[401] ?? 0 >= 5 && statuses[429] ?? 0 >= 5)
        #expect(last?.code == "rate-limited")
        #expect(Int(last?.headers["retry-after"] ?? "") ?? 0 >= 1)
        #expect(last?.headers["ratelimit"] != nil && last?.headers["ratelimit-policy"] != nil)
        #expect(honest.status == 200)
    }

    @Test func `a key that calls too often waits, and another does not`() async throws {
        let server = try RunningServer(environment: ["ROLLCALL_RATE_LIMIT": "2"])
        let acme = try await Tenant(server)
        var refused: Client.Answer?

        for _ in 0..<40 where refused == nil {
            let answer = try await acme.hr.get("\(acme.path)/members")
            if answer.status != 200 { refused = answer }
        }
        let other = try await acme.auditor.get("\(acme.path)/members")

        #expect(refused?.status == 429 && refused?.code == "rate-limited")
        #expect(Int(refused?.headers["retry-after"] ?? "") ?? 0 >= 1)
        #expect(refused?.headers["ratelimit-policy"]?.contains("q=10;w=5") == true)
        #expect(other.status == 200)
    }
}
