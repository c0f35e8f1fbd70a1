import Foundation
import JSON
import Material
import Sealing
import Testing

/// The blocklist from outside: rules, the list of phones, matching, and what check-ins make of it.
struct BlocklistTests {
    private static let rule = #"""
        {"platform":"android","match":"package","value":"com.example.cheat",
        "category":"mock-location","action":null}
        """#

    private func apps(_ matches: String, revision: Int = 1) -> String {
        #","apps":{"listRevision":\#(revision),"matches":[\#(matches)]}"#
    }

    private func post(_ tenant: Tenant, _ more: String) async throws -> Client.Answer {
        try await tenant.app.send(
            "POST", "\(tenant.path)/check-ins", Tenant.checkIn(more: more))
    }

    @Test func `rules are put, shown, listed over the server's and deleted`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        let path = "\(tenant.path)/blocklist/rules"

        let made = try await tenant.admin.send("PUT", "\(path)/a-1", Self.rule)
        let again = try await tenant.admin.send("PUT", "\(path)/a-1", Self.rule)
        #expect(made.status == 201 && again.status == 200)
        let shown = try await tenant.admin.get("\(path)/a-1")
        #expect(shown.json["value"]?.text == "com.example.cheat")
        #expect(shown.json["origin"]?.text == "organization")
        let listed = try await tenant.admin.get("\(path)?limit=2")
        #expect(listed.json["items"]?.items.map { $0["id"]?.text } == ["a-1", "r-1001"])
        let next = try #require(listed.json["nextCursor"]?.text)
        let rest = try await tenant.admin.get("\(path)?limit=1&cursor=\(next)")
        #expect(rest.json["items"]?.items.map { $0["id"]?.text } == ["r-1002"])
        #expect(try await tenant.admin.send("DELETE", "\(path)/a-1").status == 204)
        #expect(try await tenant.admin.get("\(path)/a-1").status == 404)
        #expect(try await tenant.app.send("PUT", "\(path)/a-1", Self.rule).status == 403)
        let short = Self.rule.replacing("package", with: "prefix")
            .replacing("com.example.cheat", with: "com.")
        #expect(try await tenant.admin.send("PUT", "\(path)/a-2", short).code == "invalid-body")
    }

    @Test func `phones get a salted list whose signature holds`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        let path = "\(tenant.path)/blocklist/device"

        let list = try await tenant.app.get(path)
        let tag = try #require(list.headers["etag"])
        let same = try await tenant.app.get(path, headers: ["If-None-Match": tag])
        #expect(list.status == 200 && same.status == 304)
        let jwk = try await tenant.app.get("\(tenant.path)/blocklist/key")
        let x = try #require(jwk.json["x"]?.text.flatMap { Base64.decode($0, as: .url) })
        let header = try #require(list.headers["rollcall-signature"])
        #expect(header.hasPrefix("ed25519="))
        let signature = try #require(
            Base64.decode(String(header.dropFirst("ed25519=".count)), as: .padded))
        let key = try Ed25519PublicKey(bytes: x)
        #expect(key.verifies(signature, of: list.bytes))
        #expect(!key.verifies(signature, of: list.bytes + [0x20]))
        let salt = try #require(list.json["salt"]?.text.flatMap { Base64.decode($0, as: .url) })
        let digest = Digest(of: salt + Array("Hook.JiuWu.Xp".utf8)).hex
        #expect(list.json["rules"]?.items.contains { $0["sha256"]?.text == digest } == true)
        #expect(list.json["expiresAt"]?.text.flatMap(RFC3339.milliseconds) != nil)
    }

    @Test func `a phone is told what changed since its revision`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        let rules = "\(tenant.path)/blocklist/rules"
        let device = "\(tenant.path)/blocklist/device"
        let first = try await tenant.app.get(device)
        let revision = try #require(first.json["revision"]?.number)
        let since = Int(revision)

        _ = try await tenant.admin.send("PUT", "\(rules)/a-1", Self.rule)
        _ = try await tenant.admin.send("PUT", "\(rules)/r-1001", #"{"action":"ignore"}"#)

        let delta = try await tenant.app.get("\(device)?since=\(since)").json
        #expect(delta["revision"]?.number == revision + 2)
        #expect(delta["added"]?.items.map { $0["id"]?.text } == ["a-1"])
        #expect(delta["removed"]?.items.map(\.text) == ["r-1001"])
        let later = try await tenant.app.get("\(device)?since=\(since + 1)").json
        #expect(later["added"]?.items.isEmpty == true)
        let ahead = try await tenant.app.get("\(device)?since=\(since + 9)").json
        #expect(ahead["rules"]?.items.isEmpty == false)
        #expect(try await tenant.app.get("\(device)?since=x").status == 400)
    }

    @Test func `a verdict is judged by the rules in force`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)

        let cheat = try await post(tenant, apps(#""r-1001""#))
        #expect(cheat.json["decision"]?.text == "rejected")
        #expect(cheat.json["risk"]?["codes"]?.items.map(\.text) == ["cheat-app"])
        #expect(cheat.json["blocklistRevision"]?.number == 1)
        let suspicious = try await post(tenant, apps(#""r-1003""#))
        #expect(suspicious.json["decision"]?.text != "rejected")
        #expect(suspicious.json["risk"]?["codes"]?.items.map(\.text) == ["suspicious-app"])
        let unknown = try await post(tenant, apps(#""r-1001","r-nobody""#))
        #expect(unknown.status == 422 && unknown.code == "invalid-body")
        #expect(unknown.json["errors"]?.items.first?["pointer"]?.text == "/apps/matches/1")

        let path = "\(tenant.path)/blocklist/rules/r-1001"
        _ = try await tenant.admin.send("PUT", path, #"{"action":"ignore"}"#)
        let off = try await post(tenant, apps(#""r-1001""#, revision: 2))
        #expect(off.json["decision"]?.text == "accepted")
        let stale = try await post(tenant, apps("", revision: 1))
        #expect(stale.json["decision"]?.text == "accepted")
        #expect(stale.json["risk"]?["codes"]?.items.map(\.text) == ["stale-blocklist"])
        _ = try await tenant.admin.send("PUT", path, #"{"action":"flag"}"#)
        let flagged = try await post(tenant, apps(#""r-1001""#, revision: 3))
        #expect(flagged.json["decision"]?.text == "flagged")
    }

    @Test func `a raw list is refused by the device mode and kept by none`() async throws {
        let server = try RunningServer()
        let tenant = try await Tenant(server)
        let canary = "com.canary.a8f31c"
        let raw = #","apps":{"installed":["\#(canary)","Hook.JiuWu.Xp"]}"#
        let list = #"{"installed":["\#(canary)","Hook.JiuWu.Xp"]}"#

        let refused = try await post(tenant, raw)
        #expect(refused.status == 422 && refused.code == "raw-app-list-refused")
        let match = "\(tenant.path)/blocklist/match"
        let unasked = try await tenant.app.send("POST", match, list)
        #expect(unasked.status == 422 && unasked.code == "raw-app-list-refused")
        #expect(!refused.text.contains(canary) && !unasked.text.contains(canary))

        _ = try await tenant.admin.send(
            "PUT", "\(tenant.path)/policy", #"{"apps":{"mode":"server"}}"#)
        let matched = try await tenant.app.send("POST", match, list)
        #expect(matched.json["rules"]?.items.map(\.text) == ["r-1001"])
        let judged = try await post(tenant, raw)
        #expect(judged.json["risk"]?["codes"]?.items.map(\.text) == ["cheat-app"])
        #expect(!judged.text.contains(canary))
        #expect(try await tenant.admin.get("/metrics").text.contains(canary) == false)
        #expect(server.stop() == 0)
        try Canary.expectAbsent(Array(canary.utf8), in: server)
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `real devices are matched as independent people did`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        _ = try await tenant.admin.send(
            "PUT", "\(tenant.path)/policy", #"{"apps":{"mode":"server"}}"#)
        var values: [String: String] = [:]
        let rules = try await tenant.admin.get("\(tenant.path)/blocklist/rules?limit=1000")
        for rule in try #require(rules.json["items"]?.items) where rule["match"]?.text == "package"
        {
            rule["id"]?.text.map { values[$0] = rule["value"]?.text }
        }
        let file = try #require(Material.recordings).appending(path: "apps/devices.json")
        let devices = try JSONValue([UInt8](Data(contentsOf: file))).items

        #expect(devices.count == 120)
        for device in devices {
            let installed = try #require(device["apps"]?.text(limit: 2_000))
            let answer = try await tenant.app.send(
                "POST", "\(tenant.path)/blocklist/match", #"{"installed":\#(installed)}"#)
            let hits = answer.json["rules"]?.items.compactMap { $0.text.flatMap { values[$0] } }
            let wanted = ["expect_block", "expect_review"].flatMap { name in
                device[name]?.items.compactMap(\.text) ?? []
            }
            #expect(Set(hits ?? []) == Set(wanted), "\(answer.status)")
        }
    }
}

extension JSONValue {
    /// An array of strings as JSON again.
    fileprivate func text(limit: Int) -> String {
        String(
            decoding: JSONWriter.bytes(of: items.prefix(limit).compactMap(\.text)), as: UTF8.self)
    }
}

/// Looks for what must never have been kept.
enum Canary {
    /// Expects bytes in no file of a server's folder and not in its log.
    static func expectAbsent(
        _ bytes: [UInt8], in server: RunningServer,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let needle = Data(bytes)
        let files = try FileManager.default.subpathsOfDirectory(atPath: server.data.path)
        var read = 0
        for name in files {
            let url = server.data.appending(path: name)
            guard let content = try? Data(contentsOf: url) else { continue }
            read += 1
            #expect(content.range(of: needle) == nil, "\(name)", sourceLocation: sourceLocation)
        }
        #expect(read > 0, sourceLocation: sourceLocation)
        #expect(Data(server.log.utf8).range(of: needle) == nil, sourceLocation: sourceLocation)
    }
}
