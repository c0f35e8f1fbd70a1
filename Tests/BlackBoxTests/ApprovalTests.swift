import Foundation
import JSON
import Testing

/// What was approved, as the days show it; and reports of nothing.
struct ApprovalTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await put("shifts/day", #"{"slots":[{"start":"09:00","end":"18:00"}]}"#)
    }

    @Test func `an approval sent twice is one, and its days follow when it is withdrawn`()
        async throws
    {
        try await group()
        let absent = try await days("2026-03-09")
        let leave = #"{"member":"e1","kind":"leave","from":"2026-03-09","to":"2026-03-09"}"#

        let first = try await acme.hr.send("PUT", "\(acme.path)/approvals/a1", leave)
        let once = try await days("2026-03-09")
        let second = try await acme.hr.send("PUT", "\(acme.path)/approvals/a1", leave)
        let twice = try await days("2026-03-09")
        let gone = try await acme.hr.send("DELETE", "\(acme.path)/approvals/a1")
        let after = try await days("2026-03-09")
        let audit = try await acme.auditor.get("\(acme.path)/audit?limit=1000")

        #expect(first.status == 201)
        #expect(second.status == 200)
        #expect(gone.status == 204)
        #expect(absent.map { $0["status"]?.text } == ["absent"])
        #expect(once.map { $0["status"]?.text } == ["leave"])
        #expect(twice == once)
        #expect(after == absent)
        #expect(audit.text.contains("approval.put"))
        #expect(audit.text.contains("approval.delete"))
    }

    @Test func `remedies count up to the quota of their month`() async throws {
        try await group(#","settings":{"remedyQuota":1}"#)
        for (id, date) in [("r1", "2026-03-09"), ("r2", "2026-03-10"), ("r3", "2026-04-01")] {
            try await put(
                "approvals/\(id)",
                #"{"member":"e1","kind":"remedy","from":"\#(date)","to":"\#(date)","slot":"on-duty"}"#
            )
        }

        let march = try await days("2026-03-09", "2026-03-10")
        let april = try await days("2026-04-01")

        let origins = (march + april).map { $0["slots"]?.items.first?["origin"]?.text }
        #expect(origins == ["remedy", nil, "remedy"])
        #expect(march[1]["notes"]?.items == [.string("remedy-quota-exceeded")])
    }

    @Test func `a remedy filed after the deadline is refused visibly`() async throws {
        try await group(#","settings":{"remedyDeadlineDays":3}"#)
        try await put(
            "approvals/r1",
            #"{"member":"e1","kind":"remedy","from":"2026-03-09","slot":"off-duty"}"#)

        let row = try await days("2026-03-09")

        #expect(row.first?["notes"]?.items == [.string("remedy-too-late")])
        #expect(row.first?["slots"]?.items.map { $0["result"]?.text } == ["missing", "missing"])
    }

    @Test func `reports of nobody are empty and whole`() async throws {
        try await put("groups/nobody", #"{"members":[]}"#)
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        for path in ["workdays?from=2026-03-01&to=2026-03-31", "timesheets?month=2026-03"] {
            let url = "\(acme.path)/\(path)&group=nobody"
            let json = try await acme.hr.get(url)
            let lines = try await acme.hr.get(url, headers: ["Accept": "application/x-ndjson"])
            let csv = try await acme.hr.get(
                url, headers: ["Accept": "text/csv", "Accept-Language": "en"])
            let xlsx = try await acme.hr.get(url, headers: ["Accept": workbook])

            #expect(json.json["items"]?.items.isEmpty == true)
            #expect(json.json["nextCursor"] == .null)
            #expect(lines.status == 200 && lines.bytes.isEmpty)
            #expect(csv.text.split(whereSeparator: \.isNewline).count == 1)
            #expect(xlsx.bytes.starts(with: Array("PK".utf8)))
        }
    }

    @Test func `cells that would be formulas are neutralised, headings follow the language`()
        async throws
    {
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/members/e1",
            #"{"name":"=HYPERLINK(\"x\")","department":"@SUM(1)"}"#)
        let url = "\(acme.path)/timesheets?month=2026-03"

        let english = try await acme.hr.get(
            url, headers: ["Accept": "text/csv", "Accept-Language": "en"])
        let chinese = try await acme.hr.get(
            url + "&bom=true", headers: ["Accept": "text/csv", "Accept-Language": "zh-CN"])

        for cell in ["'=HYPERLINK", "'@SUM"] { #expect(english.text.contains(cell)) }
        #expect(!english.text.contains(",=") && !english.text.contains(",@"))
        #expect(english.text.hasPrefix("Member"), "\(english.text.prefix(40))")
        #expect(chinese.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(chinese.text.contains("姓名"))
    }

    private func group(_ more: String = "") async throws {
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
            .map { #""\#($0)":"day""# }.joined(separator: ",")
        try await put(
            "groups/office",
            #"{"members":["e1"],"schedule":{"kind":"weekly",\#(week)}\#(more)}"#)
    }

    private func put(_ path: String, _ body: String) async throws {
        let answer = try await acme.admin.send("PUT", "\(acme.path)/\(path)", body)
        #expect(answer.status == 201, "\(answer.text)")
    }

    private func days(_ from: String, _ to: String? = nil) async throws -> [JSONValue] {
        let answer = try await acme.hr.get(
            "\(acme.path)/workdays?from=\(from)&to=\(to ?? from)&member=e1")
        return answer.json["items"]?.items ?? []
    }
}
