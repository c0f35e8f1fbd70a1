import Foundation
import JSON
import Testing

/// Where memberships stand, what a legal hold keeps, and a sweeper that waits for an operator.
struct StandingTests {
    @Test func `a membership that will end is open until then, and may be reopened`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let member = "\(acme.path)/members/e1"
        let tomorrow = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 86_400))
        let never = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 4e7))

        let closing = try await acme.admin.send("DELETE", "\(member)?at=\(tomorrow)")
        let shown = try await acme.admin.get(member)
        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let hr = try await acme.hr.send("POST", "\(member)/reopen")
        let reopened = try await acme.admin.send("POST", "\(member)/reopen")

        #expect(closing.status == 204 && posted.status == 201 && hr.code == "forbidden")
        #expect(shown.json["state"]?.text == "closing")
        #expect(shown.json["closesAt"]?.text?.prefix(10) == tomorrow.prefix(10)[...])
        #expect(reopened.json["state"]?.text == "open" && reopened.json["closesAt"] == .null)
        for bad in [never, "soon"] {
            #expect(try await acme.admin.send("DELETE", "\(member)?at=\(bad)").status == 400)
        }
        // The control: without a time, or with one that is past, it is closed at once and for good.
        let past = "\(member)?at=2026-01-01T00:00:00Z"
        #expect(try await acme.admin.send("DELETE", past).status == 204)
        #expect(try await acme.admin.get(member).json["state"]?.text == "closed")
        let late = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(late.status == 410)
        #expect(try await acme.admin.send("POST", "\(member)/reopen").code == "member-closed")
    }

    @Test func `a held member is erased by nobody until the hold is lifted`() async throws {
        let server = try RunningServer(environment: [
            "ROLLCALL_RETENTION_DAYS": "0", "ROLLCALL_SWEEP_SECONDS": "1",
        ])
        let acme = try await Tenant(server)
        let (member, hold) = ("\(acme.path)/members/held", "\(acme.path)/members/held/hold")
        for name in ["held", "free"] { try await acme.addMember(name) }

        let none = try await acme.admin.get(hold)
        let placed = try await acme.admin.send("PUT", hold, #"{"reason":"case 12"}"#)
        let again = try await acme.admin.send("PUT", hold, #"{"reason":"case 13"}"#)
        let erased = try await acme.admin.send("DELETE", "\(member)?erase=now")
        let chinese = try await acme.admin.send(
            "DELETE", "\(member)?erase=now", headers: ["Accept-Language": "zh-CN"])
        for name in ["held", "free"] {
            _ = try await acme.admin.send("DELETE", "\(acme.path)/members/\(name)")
        }
        try await Self.waitUntilGone("\(acme.path)/members/free", acme.admin)

        #expect(none.status == 404 && placed.status == 201 && again.status == 200)
        #expect(again.json["reason"]?.text == "case 13")
        #expect(erased.status == 409 && erased.code == "legal-hold")
        #expect(chinese.text.contains("保留"))
        // The control: the free one went with a sweep, the held one did not.
        #expect(try await acme.admin.get(member).status == 200)
        #expect(try await acme.hr.get(hold).code == "forbidden")
        let holds = try await acme.auditor.get("\(acme.path)/holds")
        #expect(holds.json["items"]?.items.map { $0["member"]?.text } == ["held"])
        let export = try await acme.admin.get("\(member)/export")
        #expect(export.json["holds"]?.items.first?["reason"]?.text == "case 13")
        #expect(try await acme.admin.send("DELETE", hold).status == 204)
        #expect(try await acme.admin.send("DELETE", hold).status == 404)
        try await Self.waitUntilGone(member, acme.admin)
        let actions = try await acme.auditor.get("\(acme.path)/audit?limit=1000").json["items"]?
            .items.map { $0["action"]?.text }
        #expect(actions?.contains("hold.put") == true && actions?.contains("hold.lift") == true)
    }

    @Test func `a clock that was set back deletes nothing until an operator confirms it`()
        async throws
    {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-clock-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: data)
            try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
        }
        let settings = ["ROLLCALL_RETENTION_DAYS": "0", "ROLLCALL_SWEEP_SECONDS": "1"]
        let first = try RunningServer(data: data)
        let made = try await Tenant(first)
        try await made.addMember("leaver")
        _ = try await made.admin.send("DELETE", "\(made.path)/members/leaver")
        #expect(first.stop() == 0)
        try AlteredRowTests.alter(
            data, "UPDATE sweeper SET swept_at = 4000000000000, stopped_at = NULL")

        let second = try RunningServer(data: data, environment: settings)
        let owner = Client(second.url, key: RunningServer.operatorKey)
        var state = try await owner.get("/v1/sweeper")
        let deadline = ContinuousClock.now + .seconds(60)
        while state.json["state"]?.text != "stopped", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
            state = try await owner.get("/v1/sweeper")
        }
        #expect(state.json["state"]?.text == "stopped")
        #expect(second.stop() == 0)

        // It stays so over a restart.
        let third = try RunningServer(data: data, environment: settings)
        let acme = made.moved(to: third)
        let operatorClient = Client(third.url, key: RunningServer.operatorKey)
        #expect(try await operatorClient.get("/v1/sweeper").json["state"]?.text == "stopped")
        #expect(try await acme.admin.send("POST", "/v1/sweeper/confirm").status == 403)
        #expect(try await acme.admin.get("\(acme.path)/members/leaver").status == 200)
        let confirmed = try await operatorClient.send("POST", "/v1/sweeper/confirm")
        #expect(confirmed.json["state"]?.text == "sweeping")
        try await Self.waitUntilGone("\(acme.path)/members/leaver", acme.admin)
        #expect(third.log.contains("the clock jumped"))
    }

    @Test func `only its owner may read what the server writes`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())

        let files = try FileManager.default.contentsOfDirectory(atPath: server.data.path)
        #expect(files.count >= 3)
        for file in files {
            let path = server.data.appending(path: file).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect((mode as? NSNumber).map { $0.intValue & 0o077 } == 0, "\(file)")
        }
    }

    private static func waitUntilGone(_ path: String, _ client: Client) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await client.get(path).status == 200, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(try await client.get(path).status == 404)
    }
}
