import Foundation
import JSON
import Testing

/// The register of who received data on people.
struct DisclosureTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    private func register() async throws -> [JSONValue] {
        try await acme.auditor.get("\(acme.path)/disclosures").json["items"]?.items ?? []
    }

    private static let payroll =
        #"""
        {"name":"Payroll Ltd","contact":"dpo@example.test","purpose":"wages","basis":"processor",
        "categories":["workdays"],"keys":[%]}
        """#

    @Test(arguments: [
        ("/members", "application/x-ndjson", ["profile"]),
        ("/check-ins", "application/x-ndjson", ["check-ins"]),
        ("/workdays", "text/csv", ["workdays", "profile"]),
        ("/timesheets", "text/csv", ["workdays", "profile"]),
        ("/audit", "application/x-ndjson", ["audit"]),
        ("/members/e1/export", "application/zip", nil),
        ("/members/e1/export", "application/json", nil),
        ("/compat/wecom/checkindata", "application/json", ["workdays"]),
    ])
    func `what leaves as a whole is registered before it leaves`(
        path: String, type: String, categories: [String]?
    ) async throws {
        let fetched = try await acme.admin.get(acme.path + path, headers: ["Accept": type])
        let entries = try await register()

        #expect(fetched.status == 200, "\(fetched.text)")
        #expect(entries.count == 1)
        #expect(entries.first?["recipient"]?.text?.hasPrefix("admin:k-") == true)
        #expect(entries.first?["basis"]?.text == "hr-necessity")
        let told = entries.first?["categories"]?.items.compactMap(\.text)
        if let categories { #expect(told == categories) } else { #expect((told?.count ?? 0) > 5) }
        #expect(entries.first?["member"]?.text == (path.contains("e1") ? "e1" : nil))
    }

    @Test func `pages that people work with are not disclosures, and refusals neither`()
        async throws
    {
        _ = try await acme.admin.get("\(acme.path)/members")
        _ = try await acme.admin.get("\(acme.path)/workdays")
        _ = try await acme.hr.get("\(acme.path)/members/e1/export")
        _ = try await acme.admin.get("\(acme.path)/members/nobody/export")

        #expect(try await register().isEmpty)
    }

    @Test func `a registered recipient is named, and must be told of erasures`() async throws {
        let keys = try await acme.admin.get("\(acme.path)/keys").json["items"]?.items ?? []
        let key = try #require(keys.first { $0["role"]?.text == "hr" }?["id"]?.text)
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/recipients/payroll",
            Self.payroll.replacing("%", with: "\"\(key)\""))
        try await acme.addMember("leaver")

        _ = try await acme.hr.get("\(acme.path)/timesheets", headers: ["Accept": "text/csv"])
        _ = try await acme.admin.get("\(acme.path)/members/leaver/export")
        let before = try await acme.auditor.get("\(acme.path)/disclosures?member=leaver")
        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/leaver?erase=now")
        let entries = try await register()
        let log = try await acme.auditor.get("\(acme.path)/audit").text

        #expect(put.status == 201)
        #expect(before.json["items"]?.items.count == 1)
        #expect(entries.map { $0["kind"]?.text } == ["report", "export", "erasure"])
        #expect(entries[0]["recipient"]?.text == "payroll")
        #expect(entries[0]["purpose"]?.text == "wages")
        #expect(entries[0]["basis"]?.text == "processor")
        #expect(entries[2]["recipient"]?.text == "payroll")
        #expect(entries[2]["member"] == entries[1]["member"])
        #expect(entries[2]["member"]?.text?.hasPrefix("erased-") == true)
        #expect(log.contains(#""action":"disclosure.export""#))
        #expect(!log.contains("leaver"))
    }

    @Test(arguments: [
        #"{"name":"X"}"#,
        #"{"name":"X","purpose":"p","basis":"because","categories":[]}"#,
        #"{"name":"X","purpose":"p","basis":"consent","categories":["secrets"]}"#,
        #"{"name":"X","purpose":"p","basis":"consent","categories":[],"url":"x"}"#,
    ])
    func `a recipient says who, what and why`(body: String) async throws {
        let put = try await acme.admin.send("PUT", "\(acme.path)/recipients/x", body)

        #expect(put.status == 422)
        #expect(try await acme.admin.get("\(acme.path)/recipients/x").status == 404)
    }

    @Test func `anybody reads what is kept, in either language`() async throws {
        let nobody = Client(server.url, key: nil)

        let english = try await nobody.get("/v1/data-catalogue")
        let chinese = try await nobody.get(
            "/v1/data-catalogue", headers: ["Accept-Language": "zh-CN"])

        let faces = english.json["categories"]?.items.first { $0["category"]?.text == "faces" }
        let members = english.json["tables"]?.items.first { $0["table"]?.text == "member" }
        let profile = members?["columns"]?.items.first { $0["name"]?.text == "profile" }
        #expect(english.status == 200)
        #expect(faces?["purposes"]?.items.map(\.text) == ["face"])
        #expect(profile?["protection"]?.text == "sealed")
        #expect(chinese.text.contains("人脸模板"))
        #expect(!english.text.contains("人脸"))
    }
}
