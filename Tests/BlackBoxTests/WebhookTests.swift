import Foundation
import JSON
import Sealing
import Testing

/// Messages to an organization's own systems, from both ends.
struct WebhookTests {
    private static let secret = "the-secret-of-the-webhook"

    /// A server that may speak to a receiver, and the receiver.
    private func start() async throws -> (RunningServer, Tenant, TinyServer) {
        let receiver = try TinyServer()
        let server = try RunningServer(environment: [
            "ROLLCALL_EGRESS_ALLOW": "127.0.0.1:\(receiver.port)"
        ])
        return (server, try await Tenant(server), receiver)
    }

    private func register(
        _ acme: Tenant, _ receiver: TinyServer, events: String, more: String = ""
    ) async throws -> Client.Answer {
        try await acme.admin.send(
            "PUT", "\(acme.path)/webhooks/hr",
            #"{"url":"\#(receiver.url)/hook","events":[\#(events)],"secret":"\#(Self.secret)"\#(more)}"#
        )
    }

    /// One message as it came.
    private struct Message {
        let head: String
        let body: String
        var json: JSONValue { (try? JSONValue(Array(body.utf8))) ?? .null }
        var id: String? { json["id"]?.text }
        var type: String? { json["type"]?.text }
        var isSigned: Bool {
            let line = head.split(separator: "\r\n").first {
                $0.lowercased().hasPrefix("rollcall-signature:")
            }
            let value = line?.drop { $0 != " " }.trimmingCharacters(in: .whitespaces) ?? ""
            return WebhookSignature.verifies(
                value, for: Array(body.utf8),
                key: AuthenticationKey(Secret(copying: Array(WebhookTests.secret.utf8))),
                near: (Int64(Date().timeIntervalSince1970), 60))
        }
    }

    /// The messages, once so many came; waits at most twenty seconds.
    private func messages(_ receiver: TinyServer, atLeast count: Int) async throws -> [Message] {
        let deadline = ContinuousClock.now + .seconds(180)
        while receiver.received.count < count, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        return receiver.received.compactMap { text in
            guard let end = text.range(of: "\r\n\r\n") else { return nil }
            return Message(
                head: String(text[..<end.lowerBound]), body: String(text[end.upperBound...]))
        }
    }

    @Test func `check-ins, changed workdays and erasures are told in order, signed`() async throws {
        let (server, acme, receiver) = try await start()
        let put = try await register(
            acme, receiver,
            events: #""check-in.recorded","workday.updated","member.erased""#)

        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            Tenant.checkIn(more: #","note":"nobody's business""#))
        let id = try #require(posted.json["id"]?.text)
        _ = try await messages(receiver, atLeast: 1)
        _ = try await acme.hr.send(
            "POST", "\(acme.path)/check-ins/\(id)/review",
            #"{"decision":"rejected","reason":"r"}"#)
        _ = try await messages(receiver, atLeast: 2)
        try await acme.addMember("canary.leaver")
        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/canary.leaver?erase=now")
        let told = try await messages(receiver, atLeast: 3)
        let shown = try await acme.admin.get("\(acme.path)/webhooks/hr")
        let register = try await acme.auditor.get("\(acme.path)/disclosures")

        #expect(put.status == 201)
        #expect(told.map(\.type) == ["check-in.recorded", "workday.updated", "member.erased"])
        #expect(told.map(\.isSigned) == [true, true, true])
        #expect(told.first?.json["data"]?["id"]?.text == id)
        #expect(told.first?.json["data"]?["risk"]?["score"] == nil)
        #expect(told.last?.json["data"]?["member"]?.text == "canary.leaver")
        #expect(Set(told.map(\.id)).count == 3)
        #expect(!shown.text.contains(Self.secret) && !put.text.contains(Self.secret))
        let pushes = register.json["items"]?.items.filter { $0["kind"]?.text == "push" }
        #expect(pushes?.first?["recipient"]?.text == "webhook:hr")
        // Once everybody was told, nothing names the erased; the secret stands nowhere at any time.
        let deadline = ContinuousClock.now + .seconds(180)
        while try Self.found("canary.leaver", in: server), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try Self.found("canary.leaver", in: server) == false)
        #expect(try Self.found(Self.secret, in: server) == false)
        #expect(try Self.found("webhook:hr", in: server) == true)
    }

    private static func found(_ text: String, in server: RunningServer) throws -> Bool {
        let files = try FileManager.default.contentsOfDirectory(
            at: server.data, includingPropertiesForKeys: nil)
        return try files.contains { try Data(contentsOf: $0).range(of: Data(text.utf8)) != nil }
    }

    @Test func `what fails is told again later with the same id, and survives a restart`()
        async throws
    {
        let receiver = try TinyServer()
        receiver.answer(.init(status: "500 No"))
        let environment = ["ROLLCALL_EGRESS_ALLOW": "127.0.0.1:\(receiver.port)"]
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var server = try RunningServer(data: folder, environment: environment)
        let acme = try await Tenant(server)
        _ = try await register(acme, receiver, events: #""check-in.recorded""#)

        for _ in 0..<3 {
            _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        }
        let failed = try await messages(receiver, atLeast: 2)
        server.killHard()
        receiver.answer(.init())
        server = try RunningServer(data: folder, environment: environment)
        let told = try await messages(receiver, atLeast: failed.count + 3)

        #expect(Set(failed.map(\.id)) == Set(["record-1"]))
        #expect(told.suffix(3).map(\.id) == ["record-1", "record-2", "record-3"])
        #expect(server.isAlive)
    }

    @Test func `a replay tells again what happened from a time on`() async throws {
        let (server, acme, receiver) = try await start()
        _ = try await register(acme, receiver, events: #""check-in.recorded""#)
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        _ = try await messages(receiver, atLeast: 1)

        let replay = try await acme.admin.send(
            "POST", "\(acme.path)/webhooks/hr/replay", #"{"from":"2026-01-01T00:00:00Z"}"#)
        let told = try await messages(receiver, atLeast: 2)
        let missing = try await acme.admin.send(
            "POST", "\(acme.path)/webhooks/none/replay", #"{"from":"2026-01-01T00:00:00Z"}"#)

        #expect(replay.status == 204)
        #expect(told.map(\.id) == ["record-1", "record-1"])
        #expect(missing.status == 404)
        #expect(server.isAlive)
    }

    @Test func `private addresses, redirects and unknown recipients are refused`() async throws {
        let (server, acme, receiver) = try await start()
        let elsewhere = try TinyServer()
        for url in [
            "http://127.0.0.1:1/x", "https://127.0.0.1/x", "https://10.0.0.1/x",
            "ftp://example.com",
            "https://localhost/x", "http://example.com/x", "https://user@example.com/x",
        ] {
            let put = try await acme.admin.send(
                "PUT", "\(acme.path)/webhooks/hr",
                #"{"url":"\#(url)","events":["member.erased"],"secret":"\#(Self.secret)"}"#)
            #expect(put.status == 422, "\(url)")
            #expect(put.json["errors"]?.items.first?["pointer"]?.text == "/url")
        }
        let stranger = try await register(
            acme, receiver, events: #""member.erased""#, more: #","recipient":"nobody""#)
        let bare = try await register(acme, receiver, events: "")
        #expect(stranger.status == 422)
        #expect(bare.status == 422)
        #expect(try await acme.admin.get("\(acme.path)/webhooks").json["items"]?.items.count == 0)

        receiver.answer(
            .init(status: "307 Elsewhere", headers: ["Location: \(elsewhere.url)"]))
        _ = try await register(acme, receiver, events: #""check-in.recorded""#)
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        _ = try await messages(receiver, atLeast: 2)

        #expect(receiver.received.count >= 2)
        #expect(elsewhere.received.isEmpty)
        #expect(server.isAlive)
    }
}
