import Foundation
import JSON
import Testing

/// What people may ask of the organization that keeps data on them, seen from outside.
struct RightsTests {
    private let server: RunningServer
    private let acme: Tenant
    private let member: String

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        member = "\(acme.path)/members/e1"
    }

    private func file(
        _ body: String, by client: Client? = nil, at path: String? = nil
    ) async throws -> Client.Answer {
        try await (client ?? acme.hr).send("POST", "\(path ?? member)/requests", body)
    }

    @Test(arguments: [
        ("cn", "2026-09-18", "2026-10-15"), ("cn", "2026-11-20", "2026-12-11"),
        (nil, "2026-09-18", "2026-10-09"), (nil, "2026-09-19", "2026-10-09"),
    ])
    func `an answer is due on the fifteenth working day of the organization's calendar`(
        calendar: String?, verified: String, due: String
    ) async throws {
        let named = calendar.map { "\"\($0)\"" } ?? "null"
        _ = try await acme.admin.send("PATCH", acme.path, #"{"calendar":\#(named)}"#)

        let filed = try await file(#"{"kind":"access","verifiedOn":"\#(verified)"}"#)

        #expect(filed.status == 201)
        #expect(filed.json["dueOn"]?.text == due)
        #expect(filed.json["state"]?.text == "open")
    }

    @Test func `requests are listed by due day, answered once, and logged`() async throws {
        let late = try await file(
            #"{"kind":"dispute","verifiedOn":"2026-09-18","note":"I was there"}"#)
        let soon = try await file(#"{"kind":"access","verifiedOn":"2026-03-02"}"#)
        let id = try #require(soon.json["id"]?.text)

        let all = try await acme.auditor.get("\(acme.path)/requests")
        let own = try await acme.hr.get("\(member)/requests")
        let bare = try await acme.hr.send(
            "POST", "\(member)/requests/\(id)/complete", #"{"outcome":"refused"}"#)
        let done = try await acme.hr.send(
            "POST", "\(member)/requests/\(id)/complete", #"{"outcome":"done","note":"Sent."}"#)
        let again = try await acme.hr.send(
            "POST", "\(member)/requests/\(id)/complete", #"{"outcome":"done"}"#)
        let shown = try await acme.hr.get("\(member)/requests/\(id)")
        let log = try await acme.auditor.get("\(acme.path)/audit").text

        #expect(all.json["items"]?.items.map { $0["id"] } == [soon.json["id"], late.json["id"]])
        #expect(all.json["items"]?.items.first?["overdue"] == .bool(true))
        #expect(own.json["items"]?.items.count == 2)
        #expect(bare.status == 422)
        #expect(done.status == 200)
        #expect(again.status == 409)
        #expect(shown.json["state"]?.text == "done")
        #expect(shown.json["answer"]?.text == "Sent.")
        #expect(log.contains(#""action":"request.put","subject":"\#(id)""#))
    }

    @Test func `a request for erasure is answered by erasing`() async throws {
        let filed = try await file(#"{"kind":"erase"}"#)
        let id = try #require(filed.json["id"]?.text)

        let claimed = try await acme.admin.send(
            "POST", "\(member)/requests/\(id)/complete", #"{"outcome":"done"}"#)
        _ = try await acme.admin.send("DELETE", "\(member)?erase=now")
        let all = try await acme.admin.get("\(acme.path)/requests")

        #expect(claimed.status == 409)
        #expect(try await acme.admin.get("\(member)/requests/\(id)").status == 404)
        #expect(all.json["items"]?.items.isEmpty == true)
    }

    @Test(arguments: [
        #"{"kind":"sue"}"#, #"{"verifiedOn":"2026-09-18"}"#, #"{"kind":"access","x":1}"#,
        #"{"kind":"access","verifiedOn":"2026-02-30"}"#,
        #"{"kind":"access","verifiedOn":"1926-01-01"}"#, #"{"kind":"access","note":""}"#,
    ])
    func `a malformed request is refused and kept nowhere`(body: String) async throws {
        #expect(try await file(body).status == 422)
        let all = try await acme.admin.get("\(acme.path)/requests")
        #expect(all.json["items"]?.items.isEmpty == true)
    }

    @Test func `nobody files for a person that does not exist`() async throws {
        let filed = try await file(
            #"{"kind":"access"}"#, at: "\(acme.path)/members/nobody")
        let app = try await file(#"{"kind":"access"}"#, by: acme.app)

        #expect(filed.code == "unknown-person")
        #expect(app.code == "forbidden")
    }

    @Test func `a correction changes what it names and nothing else`() async throws {
        let put = try await acme.admin.send(
            "PUT", member, #"{"name":"Li Lei","department":"R&D","email":"a@example.test"}"#)
        let tag = try #require(put.headers["etag"])

        let patched = try await acme.admin.send(
            "PATCH", member, #"{"name":"Li Lei-Wang","email":null,"hiredOn":"2024-03-01"}"#)
        let stale = try await acme.admin.send(
            "PATCH", member, #"{"name":"X"}"#, headers: ["If-Match": tag])
        let bad = try await acme.admin.send("PATCH", member, #"{"leftOn":"2024-02-01"}"#)
        let unknown = try await acme.admin.send("PATCH", member, #"{"salary":1}"#)
        let shown = try await acme.admin.get(member)
        let consents = try await acme.admin.get("\(member)/consents")

        #expect(patched.status == 200)
        #expect(stale.status == 412)
        #expect(bad.status == 422)
        #expect(unknown.code == "unknown-member")
        #expect(shown.json["name"]?.text == "Li Lei-Wang")
        #expect(shown.json["department"]?.text == "R&D")
        #expect(shown.json["email"] == .null)
        #expect(shown.json["hiredOn"]?.text == "2024-03-01")
        #expect(consents.json["items"]?.items.count == 6)
    }
}
