import Foundation
import JSON
import Testing

/// The log of changes as an auditor reads it.
struct AuditTests {
    @Test func `what was changed is told in order, page by page and line by line`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let whole = try await acme.auditor.get("\(acme.path)/audit")
        let first = try await acme.auditor.get("\(acme.path)/audit?limit=2")
        let cursor = try #require(first.json["nextCursor"]?.text)
        let second = try await acme.auditor.get("\(acme.path)/audit?limit=2&cursor=\(cursor)")
        let lines = try await acme.auditor.get(
            "\(acme.path)/audit", headers: ["Accept": "application/x-ndjson"])

        let actions = whole.json["items"]?.items.map { $0["action"]?.text ?? "" } ?? []
        #expect(actions.first == "organization.create")
        #expect(actions.contains("member.put"))
        #expect(actions.last == "geofence.put")
        #expect(second.json["items"]?.items.first?["sequence"]?.number == 3)
        #expect(lines.text.split(separator: "\n").count == actions.count)
        #expect(!whole.text.contains("rk_"))
    }

    @Test func `the heads follow the chains and are signed by one key`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let before = try await acme.auditor.get("\(acme.path)/audit/head")
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let after = try await acme.auditor.get("\(acme.path)/audit/head")

        func head(_ answer: Client.Answer, _ chain: String) -> JSONValue? {
            answer.json["heads"]?.items.first { $0["chain"]?.text == chain }
        }
        #expect(head(before, "acme")?["sequence"]?.number == 0)
        #expect(head(after, "acme")?["sequence"]?.number == 1)
        #expect(head(after, "acme")?["digest"] != head(before, "acme")?["digest"])
        #expect(head(after, "audit:acme")?["digest"] == head(before, "audit:acme")?["digest"])
        #expect(after.json["key"] == before.json["key"])
        #expect(after.json["key"]?["crv"]?.text == "Ed25519")
    }

    @Test func `only admins and auditors read the log`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        for path in ["audit", "audit/head"] {
            #expect(try await acme.admin.get("\(acme.path)/\(path)").status == 200)
            #expect(try await acme.hr.get("\(acme.path)/\(path)").status == 403)
            #expect(try await acme.app.get("\(acme.path)/\(path)").status == 403)
        }
    }
}
