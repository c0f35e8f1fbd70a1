import Foundation
import JSON
import Testing

/// Working time as its clients see it: rules, imported punches, workdays, corrections.
struct WorkdayTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    @Test func `a dry run tells the rows and where every punch belongs`() async throws {
        let body = #"""
            {"timeZone":"Asia/Shanghai","shifts":{"day":{"slots":[{"start":"09:00","end":"18:00","lateGrace":5}]}},
            "default":"day","punches":[{"at":"2025-03-12T09:05:01","direction":"in"},
            {"at":"2025-03-12T18:00:00","direction":"out"}],"from":"2025-03-12","to":"2025-03-12",
            "asOf":"2025-03-14T00:00"}
            """#

        let answer = try await acme.hr.send("POST", "\(acme.path)/workdays/preview", body)

        let row = try #require(answer.json["workdays"]?.items.first)
        #expect(answer.status == 200)
        #expect(row["status"]?.text == "present")
        #expect(row["slots"]?.items.map { $0["result"]?.text } == ["late", "normal"])
        #expect(row["slots"]?.items.first?["minutes"]?.number == 5)
        #expect(answer.json["punches"]?.items.map { $0["shift"]?.text } == ["day", "day"])
    }

    @Test func `what is wrong with a rule is told with its place`() async throws {
        let overlap =
            #"{"slots":[{"start":"09:00","end":"12:00"},{"start":"11:00","end":"18:00"}]}"#
        let unknown = #"{"members":["e1"],"schedule":{"kind":"weekly","monday":"none"}}"#

        let shift = try await acme.admin.send("PUT", "\(acme.path)/shifts/day", overlap)
        let group = try await acme.admin.send("PUT", "\(acme.path)/groups/office", unknown)
        let refused = try await acme.hr.send("PUT", "\(acme.path)/shifts/day", overlap)

        #expect(shift.status == 422)
        #expect(shift.json["errors"]?.items.first?["pointer"]?.text == "/slots/1")
        #expect(group.json["errors"]?.items.first?["pointer"]?.text == "/schedule/monday")
        #expect(refused.status == 403)
    }

    @Test func `a closed day keeps its rules until it is to be worked out anew`() async throws {
        try await workWeek(late: 0)
        try await punch("p1", "in", "2026-03-11T09:03:00+08:00")
        try await punch("p2", "out", "2026-03-11T18:00:00+08:00")
        let before = try await day("2026-03-11")
        try await shift(late: 5)
        let kept = try await day("2026-03-11")
        let order = #"{"from":"2026-03-01","to":"2026-03-31"}"#

        let ordered = try await acme.hr.send(
            "POST", "\(acme.path)/workdays/recompute", order)
        let after = try await day("2026-03-11")

        #expect(ordered.status == 200)
        #expect(before["closed"] == .bool(true))
        #expect(before["lateMinutes"]?.number == 3)
        #expect(kept == before)
        #expect(after["lateMinutes"]?.number == 0)
        #expect(before["ruleVersion"] != after["ruleVersion"])
    }

    @Test func `a review changes the workday and leaves the check-in as it was`() async throws {
        try await workWeek(late: 0)
        let id = UUID().uuidString.lowercased()
        try await punch(id, "in", "2026-03-11T08:58:00+08:00", origin: "device")
        try await punch("p2", "out", "2026-03-11T18:00:00+08:00")
        let original = try await acme.hr.get("\(acme.path)/check-ins/\(id)")
        let whole = try await day("2026-03-11")

        let review = try await acme.hr.send(
            "POST", "\(acme.path)/check-ins/\(id)/review",
            #"{"decision":"rejected","reason":"a colleague's card"}"#)
        let reviewed = try await acme.hr.get("\(acme.path)/check-ins/\(id)")
        let row = try await day("2026-03-11")

        #expect(review.status == 201)
        #expect(whole["slots"]?.items.first?["origin"]?.text == "device")
        #expect(reviewed.json["decision"] == original.json["decision"])
        #expect(reviewed.json["review"]?["decision"]?.text == "rejected")
        #expect(row["slots"]?.items.first?["result"]?.text == "missing")
    }

    @Test func `a bad line of an import never stops the rest, and the same line is one punch`()
        async throws
    {
        let good = line("p1", "in", "2026-03-11T08:58:00+08:00")
        let body = [good, "{", good, line("p2", "in", "2026-03-11T08:59:00+08:00", member: "no")]

        let answer = try await acme.admin.send(
            "POST", "\(acme.path)/check-ins/import", body.joined(separator: "\n"),
            headers: ["Content-Type": "application/x-ndjson"])

        let status = try answer.text.split(separator: "\n").map {
            try JSONValue(Array($0.utf8))["status"]?.number
        }
        #expect(status == [201, 400, 200, 404])
    }

    @Test func `a receipt tells the shift, and auto is what comes next in it`() async throws {
        let zone = #""timeZone":"UTC","#
        let now = Date()
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "UTC")
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "HH:mm"
        let start = format.string(from: now.addingTimeInterval(-600))
        let end = format.string(from: now.addingTimeInterval(3_600))
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/shifts/now",
            #"{"timeZone":"UTC","slots":[{"start":"\#(start)","end":"\#(end)"}]}"#)
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/now",
            #"{\#(zone)"members":["e1"],"schedule":{"kind":"rotation","anchor":"2026-01-05","cycle":["now"]}}"#
        )

        let first = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", auto(at: now.addingTimeInterval(-60)))
        let second = try await acme.app.send("POST", "\(acme.path)/check-ins", auto(at: now))

        #expect(first.json["direction"]?.text == "in")
        #expect(first.json["workday"]?["shift"]?.text == "now")
        #expect(first.json["workday"]?["slot"]?.text == "on-duty")
        #expect(first.json["workday"]?["result"]?.text == "late")
        #expect(second.json["direction"]?.text == "out")
        #expect(second.json["workday"]?["result"]?.text == "early")
    }

    @Test func `workdays and timesheets come as CSV and as a workbook`() async throws {
        try await workWeek(late: 0)
        try await punch("p1", "in", "2026-03-11T09:03:00+08:00")
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

        let csv = try await acme.hr.get(
            "\(acme.path)/timesheets?month=2026-03&bom=true",
            headers: ["Accept": "text/csv", "Accept-Language": "zh-CN"])
        let xlsx = try await acme.hr.get(
            "\(acme.path)/workdays?from=2026-03-01&to=2026-03-31", headers: ["Accept": workbook])

        #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(csv.text.contains("工号,姓名"))
        #expect(csv.text.contains("e1,Member"))
        #expect(xlsx.headers["content-type"] == workbook)
        #expect(xlsx.bytes.starts(with: Array("PK".utf8)))
    }

    @Test func `a dispute stays open until somebody reviews the check-in`() async throws {
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(latitude: 31.32))
        let path = "\(acme.path)/check-ins/\(posted.json["id"]?.text ?? "")"

        let filed = try await acme.hr.send("POST", "\(path)/disputes", #"{"reason":"I was there"}"#)
        _ = try await acme.hr.send(
            "POST", "\(path)/review", #"{"decision":"accepted","reason":"seen"}"#)
        let listed = try await acme.hr.get("\(path)/disputes")

        #expect(filed.status == 201)
        #expect(filed.json["state"]?.text == "open")
        #expect(listed.json["items"]?.items.first?["state"]?.text == "decided")
        #expect(listed.json["items"]?.items.first?["decision"]?.text == "accepted")
    }

    private func auto(at time: Date) -> String {
        let instant = ISO8601DateFormatter().string(from: time)
        return #"""
            {"id":"\#(UUID().uuidString)","member":"e1","direction":"auto",
            "occurredAt":"\#(instant)","location":{"fixes":[{"latitude":31.295,
            "longitude":120.725,"accuracy":10}]}}
            """#
    }

    private func shift(late: Int) async throws {
        let body = #"{"slots":[{"start":"09:00","end":"18:00","lateGrace":\#(late)}]}"#
        let put = try await acme.admin.send("PUT", "\(acme.path)/shifts/day", body)
        #expect(put.status < 300)
    }

    private func workWeek(late: Int) async throws {
        try await shift(late: late)
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
            .map { #""\#($0)":"day""# }.joined(separator: ",")
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/office",
            #"{"members":["e1"],"schedule":{"kind":"weekly",\#(week)},"calendar":"cn"}"#)
        #expect(put.status == 201)
    }

    private func day(_ date: String) async throws -> JSONValue {
        let answer = try await acme.hr.get(
            "\(acme.path)/workdays?from=\(date)&to=\(date)&member=e1")
        #expect(answer.status == 200)
        return try #require(answer.json["items"]?.items.first)
    }

    private func line(
        _ id: String, _ direction: String, _ at: String, member: String = "e1",
        origin: String = "import"
    ) -> String {
        #"{"id":"\#(id)","member":"\#(member)","direction":"\#(direction)","occurredAt":"\#(at)","#
            + #""origin":"\#(origin)"}"#
    }

    private func punch(
        _ id: String, _ direction: String, _ at: String, origin: String = "import"
    ) async throws {
        let answer = try await acme.admin.send(
            "POST", "\(acme.path)/check-ins/import", line(id, direction, at, origin: origin),
            headers: ["Content-Type": "application/x-ndjson"])
        #expect(answer.text.contains(#""status":201"#))
    }
}
