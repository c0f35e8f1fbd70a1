import Foundation
import JSON
import Testing

/// Edges of the contract that a client meets: what is named must exist, and what is told is told everywhere.
struct ContractEdgeTests {
    private let server: RunningServer
    private let acme: Tenant
    private let owner: Client

    init() async throws {
        server = try RunningServer(environment: ["ROLLCALL_RATE_LIMIT": "1000"])
        acme = try await Tenant(server)
        owner = Client(server.url, key: RunningServer.operatorKey)
    }

    @Test func `a calendar that does not exist is refused, with its place`() async throws {
        let made = try await owner.send(
            "POST", "/v1/orgs",
            #"{"id":"beta","name":"Beta","timeZone":"UTC","calendar":"nowhere"}"#)
        let changed = try await acme.admin.send("PATCH", acme.path, #"{"calendar":"own"}"#)
        _ = try await acme.admin.send("PUT", "\(acme.path)/calendars/own", #"{"days":{}}"#)
        let after = try await acme.admin.send("PATCH", acme.path, #"{"calendar":"own"}"#)

        #expect(made.status == 422)
        #expect(made.json["errors"]?.items.first?["pointer"]?.text == "/calendar")
        #expect(changed.status == 422)
        #expect(after.status == 200)
    }

    @Test func `the answer that tells an admin's key is kept by nobody`() async throws {
        let made = try await owner.send(
            "POST", "/v1/orgs", #"{"id":"beta","name":"Beta","timeZone":"UTC"}"#)

        #expect(made.status == 201)
        #expect(made.headers["cache-control"] == "no-store")
    }

    @Test func `a kiosk is bound to places that exist`() async throws {
        let unknown = try await acme.admin.send(
            "POST", "\(acme.path)/keys", #"{"role":"kiosk","label":"k","geofences":["hq","x"]}"#)
        let known = try await acme.admin.send(
            "POST", "\(acme.path)/keys", #"{"role":"kiosk","label":"k","geofences":["hq"]}"#)

        #expect(unknown.status == 422)
        #expect(unknown.json["errors"]?.items.first?["pointer"]?.text == "/geofences/1")
        #expect(known.status == 201)
    }

    @Test func `an admin may do everything in its organization, an auditor read it`() async throws {
        let posted = try await acme.admin.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let challenge = try await acme.admin.send(
            "POST", "\(acme.path)/challenges", #"{"member":"e1"}"#)
        let read = try await acme.auditor.get(acme.path)
        let refused = try await acme.hr.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())

        #expect([posted, challenge, read, refused].map(\.status) == [201, 201, 200, 403])
    }

    @Test func `what a legal ground lacks is pointed at`() async throws {
        let face = try await acme.admin.send(
            "PUT", "\(acme.path)/purposes/face", #"{"basis":"hr-necessity","piaReference":"P"}"#)
        let bare = try await acme.admin.send(
            "PUT", "\(acme.path)/purposes/wifi", #"{"basis":"hr-necessity"}"#)

        let pointers = [face, bare].map { $0.json["errors"]?.items.first?["pointer"]?.text }
        #expect(pointers == ["/basis", "/piaReference"])
    }

    @Test func `who sends the whole of an import before reading any answer gets them all`() throws {
        // Far more than sockets hold, either way.
        let count = 60_000
        let line = String(repeating: "x", count: 300)
        let connection = try KeepAlive(server.url)

        let answer = try connection.send([
            .init(
                method: "POST", path: "\(acme.path)/check-ins/import", key: acme.admin.key,
                body: Array(repeating: line, count: count).joined(separator: "\n"),
                headers: ["Content-Type": "application/x-ndjson"])
        ])[0]

        let last = String(decoding: answer.body.suffix(400), as: UTF8.self)
        #expect(answer.status == 200)
        #expect(answer.body.count > 100 * count)
        #expect(last.contains(#"{"line":\#(count),"status":400"#))
    }

    @Test(arguments: [("flag", "flagged"), ("challenge", "challenged"), ("reject", "rejected")])
    func `a mock fix is dealt with as the policy says`(action: String, decision: String)
        async throws
    {
        let policy = try await acme.admin.get("\(acme.path)/policy")
        let changed = policy.text
            .replacing(#""mock-location":"reject""#, with: #""mock-location":"\#(action)""#)
        let put = try await acme.admin.send("PUT", "\(acme.path)/policy", changed)
        let mocked = Tenant.checkIn().replacing(#""t":-500"#, with: #""t":-500,"mock":true"#)

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", mocked)

        #expect(put.status == 200)
        #expect(posted.json["decision"]?.text == decision)
        #expect(posted.json["risk"]?["codes"]?.items.contains(.string("mock-location")) == true)
    }

    @Test func `nobody leaves before the first day`() async throws {
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/members/e2",
            #"{"name":"Li Lei","hiredOn":"2026-03-02","leftOn":"2026-03-01"}"#)

        #expect(put.status == 422)
        #expect(put.json["errors"]?.items.first?["pointer"]?.text == "/leftOn")
    }

    @Test func `every answer to a key tells how many requests are left to it`() async throws {
        let found = try await acme.hr.get("\(acme.path)/check-ins")
        let refused = try await acme.hr.get("\(acme.path)/check-ins?limit=0")
        let open = try await acme.hr.get("/healthz")

        for answer in [found, refused] {
            let left = answer.headers["ratelimit"] ?? ""
            #expect(left.hasPrefix(#""default";r="#))
            #expect(answer.headers["ratelimit-policy"] == #""default";q=5000;w=5"#)
        }
        #expect(refused.status == 400)
        #expect(open.headers["ratelimit"] == nil)
    }

    @Test func `a list of check-ins goes by civil dates of the organization too`() async throws {
        // 2026-03-02 in Shanghai begins at 16:00 of the day before in Greenwich.
        for (id, time) in [
            ("00000000-0000-4000-8000-000000000001", "2026-03-01T15:59:59Z"),
            ("00000000-0000-4000-8000-000000000002", "2026-03-01T16:00:00Z"),
            ("00000000-0000-4000-8000-000000000003", "2026-03-02T15:59:59Z"),
            ("00000000-0000-4000-8000-000000000004", "2026-03-02T16:00:00Z"),
        ] {
            let sent = try await acme.admin.send(
                "POST", "\(acme.path)/check-ins/import",
                #"{"id":"\#(id)","member":"e1","direction":"in","occurredAt":"\#(time)"}"#,
                headers: ["Content-Type": "application/x-ndjson"])
            #expect(sent.text.contains(#""status":201"#), "\(sent.text)")
        }
        func ids(_ query: String) async throws -> [String] {
            let answer = try await acme.hr.get("\(acme.path)/check-ins?\(query)")
            #expect(answer.status == 200, "\(answer.text)")
            return answer.json["items"]?.items.compactMap { $0["id"]?.text?.suffix(1) }
                .map(String.init) ?? []
        }

        #expect(try await ids("from=2026-03-02&to=2026-03-02") == ["3", "2"])
        #expect(try await ids("from=2026-03-01T15:59:59Z&to=2026-03-02") == ["3", "2", "1"])
        #expect(try await ids("from=2026-03-03") == ["4"])
        let malformed = try await acme.hr.get("\(acme.path)/check-ins?from=2026-13-01")
        #expect(malformed.status == 400)
    }

    @Test func `a dry run tells of punches in the order of their times, each once`() async throws {
        let run = try await acme.hr.send(
            "POST", "\(acme.path)/workdays/preview",
            #"""
            {"shifts":{"day":{"slots":[{"start":"09:00","end":"18:00"}]}},"default":"day",
            "from":"2026-03-02","to":"2026-03-02","timeZone":"UTC","punches":[
            {"at":"2026-03-02T18:00","direction":"out"},
            {"at":"2026-03-02T09:00","direction":"in"},
            {"at":"2026-03-02T18:00","direction":"out"}]}
            """#)

        let punches = run.json["punches"]?.items ?? []
        #expect(punches.compactMap { $0["slot"]?.text } == ["on-duty", "off-duty"])
    }
}
