import Foundation
import JSON
import Testing

/// What is left of a person after an erasure, as an administrator and a reader of the disk see it.
struct ErasureTests {
    private static let person = "canary.person@example.test"
    private static let canaries = [
        person, "Canary Name Zhang", "canary-department", "canary-phone-5521", "canary-channel",
    ]

    private func fill(_ acme: Tenant) async throws {
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/members/\(Self.person)",
            #"""
            {"name":"Canary Name Zhang","department":"canary-department","email":"\#(Self.person)",
            "consents":["location","device"]}
            """#)
        _ = try await acme.app.send(
            "PUT", "\(acme.path)/members/\(Self.person)/consents/wifi",
            #"{"channel":"canary-channel"}"#)
        let group = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/all",
            #"{"members":["\#(Self.person)","e1"],"schedule":{"kind":"free","requiredMinutes":480}}"#
        )
        #expect(group.status == 201)
        for _ in 0..<60 {
            let posted = try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                Tenant.checkIn(
                    member: Self.person,
                    more: #","device":{"id":"canary-phone-5521","platform":"ios"}"#))
            #expect(posted.status == 201)
        }
    }

    @Test func `an erased person is in no answer, no file and no log`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await fill(acme)
        // The control: before the erasure the id stands in the files.
        #expect(try Self.found(in: server).contains(Self.person))

        let erased = try await acme.admin.send(
            "DELETE", "\(acme.path)/members/\(Self.person)?erase=now")
        let shown = try await acme.admin.get("\(acme.path)/members/\(Self.person)")
        let again = try await acme.admin.send(
            "DELETE", "\(acme.path)/members/\(Self.person)?erase=now")
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: Self.person))
        let listed = try await acme.admin.get("\(acme.path)/check-ins")

        #expect(erased.status == 204)
        #expect(shown.status == 404)
        #expect(again.status == 404)
        #expect(posted.code == "unknown-person")
        #expect(listed.json["items"]?.items.isEmpty == true)
        #expect(try Self.found(in: server).isEmpty)
        #expect(server.stop() == 0)
        #expect(try ProgramRun("verify", "--data", server.data.path).status == 0)
        #expect(try Self.found(in: server).isEmpty)
    }

    @Test func `the same id may belong to another person later`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await fill(acme)
        _ = try await acme.admin.send(
            "DELETE", "\(acme.path)/members/\(Self.person)?erase=now")

        try await acme.addMember(Self.person)
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: Self.person))
        let listed = try await acme.admin.get("\(acme.path)/check-ins")

        #expect(posted.status == 201)
        #expect(listed.json["items"]?.items.count == 1)
    }

    @Test func `only an admin erases, and only by the word now`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let hr = try await acme.hr.send("DELETE", "\(acme.path)/members/e1?erase=now")
        let later = try await acme.admin.send("DELETE", "\(acme.path)/members/e1?erase=later")

        #expect(hr.status == 403)
        #expect(later.status == 400)
        #expect(try await acme.admin.get("\(acme.path)/members/e1").status == 200)
    }

    @Test func `a closed member is erased when its time is over, an open one is not`() async throws
    {
        let server = try RunningServer(environment: [
            "ROLLCALL_RETENTION_DAYS": "0", "ROLLCALL_SWEEP_SECONDS": "1",
        ])
        let acme = try await Tenant(server)
        try await acme.addMember("leaver")

        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/leaver")
        var status = 200
        let deadline = ContinuousClock.now + .seconds(180)
        while status == 200, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
            status = try await acme.admin.get("\(acme.path)/members/leaver").status
        }

        #expect(status == 404)
        #expect(try await acme.admin.get("\(acme.path)/members/e1").status == 200)
    }

    /// The canaries that stand in the server's folder or log.
    private static func found(in server: RunningServer) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: server.data, includingPropertiesForKeys: nil)
        let contents = try files.map { try Data(contentsOf: $0) } + [Data(server.log.utf8)]
        return canaries.filter { canary in
            contents.contains { $0.range(of: Data(canary.utf8)) != nil }
        }
    }
}
