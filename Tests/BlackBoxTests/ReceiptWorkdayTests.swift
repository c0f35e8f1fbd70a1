import Foundation
import JSON
import Testing

/// What a receipt says of the workday, and what `auto` makes of a check-in.
struct ReceiptWorkdayTests {
    private let server: RunningServer
    private let acme: Tenant
    private let now = Date()

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    @Test func `a check-out forgotten yesterday leaves today's first check-in an arrival`()
        async throws
    {
        // Local noon, whatever the time is: a day shift that has begun.
        try await work(atHour: 12, shift: "09:00", "18:00")
        try await load("in", at: now.addingTimeInterval(-27 * 3_600))

        let first = try await check(after: -30)
        let second = try await check(after: -10)

        #expect(first["direction"]?.text == "in")
        #expect(first["workday"]?["slot"]?.text == "on-duty")
        #expect(first["workday"]?["result"]?.text == "late")
        #expect(second["direction"]?.text == "out")
        #expect(second["workday"]?["date"] == first["workday"]?["date"])
    }

    @Test func `over midnight the next action and the work date are the night's`() async throws {
        // Local two o'clock in the morning of a night shift.
        let date = try await work(atHour: 2, shift: "20:00", "04:00", daysAgo: 1)
        try await load("in", at: now.addingTimeInterval(-6 * 3_600))

        let receipt = try await check(after: 0)

        #expect(receipt["direction"]?.text == "out")
        #expect(receipt["workday"]?["date"]?.text == date)
        #expect(receipt["workday"]?["slot"]?.text == "off-duty")
        #expect(receipt["workday"]?["result"]?.text == "early")
    }

    @Test func `a check-in that a review rejects no longer turns the next one around`()
        async throws
    {
        try await work(atHour: 12, shift: "09:00", "18:00")
        let first = try await check(after: -60)
        let id = try #require(first["id"]?.text)
        let review = try await acme.hr.send(
            "POST", "\(acme.path)/check-ins/\(id)/review",
            #"{"decision":"rejected","reason":"somebody else"}"#)

        let second = try await check(after: 0)

        #expect(review.status == 201)
        #expect(second["direction"]?.text == "in")
        #expect(second["workday"]?["slot"]?.text == "on-duty")
    }

    @Test func `what was challenged counts only once it is answered`() async throws {
        try await work(atHour: 12, shift: "09:00", "18:00")
        let policy = try await acme.admin.get("\(acme.path)/policy")
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/policy",
            policy.text.replacing(#""wifi":"optional""#, with: #""wifi":"required""#))
        let wifi = #","wifi":{"connected":"3c:84:6a:12:34:56"}"#

        let challenged = try await check(after: -60)
        let answer = try await check(
            after: -30, wifi + #","answers":"\#(challenged["id"]?.text ?? "")""#)
        let next = try await check(after: 0, wifi)

        #expect(challenged["decision"]?.text == "challenged")
        #expect(challenged["workday"] == .null)
        #expect(answer["direction"]?.text == "in")
        #expect(answer["workday"]?["slot"]?.text == "on-duty")
        #expect(next["direction"]?.text == "out")
    }

    @Test func `a punch outside of every window is kept, and told as off-shift`() async throws {
        let date = try await work(atHour: 12, shift: "18:00", "22:00")

        let receipt = try await check(after: 0)
        let day = try await acme.hr.get("\(acme.path)/workdays?from=\(date)&to=\(date)&member=e1")

        #expect(receipt["decision"]?.text == "accepted")
        #expect(receipt["workday"]?["date"]?.text == date)
        #expect(receipt["workday"]?["shift"] == .null)
        #expect(
            day.json["items"]?.items.first?["notes"]?.items == [.string("off-shift-punches")])
    }

    @Test(arguments: ["hiredOn", "leftOn"])
    func `before the hire date and after the leaving date a receipt tells of no shift`(
        date: String
    ) async throws {
        let today = try await work(atHour: 12, shift: "09:00", "18:00")
        let day = try #require(
            ISO8601DateFormatter().date(from: "\(today)T00:00:00Z")?
                .addingTimeInterval(date == "hiredOn" ? 86_400 : -86_400))
        let other = String(ISO8601DateFormatter().string(from: day).prefix(10))

        let during = try await check(after: -30)
        try await employ(#""\#(date)":"\#(other)""#)
        let beyond = try await check(after: -20)
        try await employ(#""\#(date)":"\#(today)""#)
        let again = try await check(after: -10)

        #expect(during["workday"]?["slot"]?.text == "on-duty")
        #expect(beyond["decision"]?.text == "accepted")
        #expect(beyond["workday"]?["shift"] == .null)
        #expect(again["workday"]?["shift"]?.text == "now")
    }

    private func employ(_ dates: String) async throws {
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/members/e1", #"{"name":"Member",\#(dates)}"#)
        #expect(put.status == 200, "\(put.text)")
    }

    /// Makes a shift of every day in a zone in which it is now such an hour.
    ///
    /// - Returns: The local date of today, or of so many days before.
    @discardableResult
    private func work(
        atHour hour: Int, shift start: String, _ end: String, daysAgo: Int = 0
    ) async throws -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var offset = hour - calendar.component(.hour, from: now)
        if offset > 12 { offset -= 24 }
        if offset < -11 { offset += 24 }
        // Etc/GMT-8 is eight hours east of Greenwich.
        let zone = offset == 0 ? "UTC" : "Etc/GMT\(offset > 0 ? "-" : "+")\(abs(offset))"
        let shift = try await acme.admin.send(
            "PUT", "\(acme.path)/shifts/now",
            #"{"slots":[{"start":"\#(start)","end":"\#(end)"}]}"#)
        let group = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/now",
            #"{"timeZone":"\#(zone)","members":["e1"],"schedule":{"kind":"rotation","#
                + #""anchor":"2026-01-05","cycle":["now"]}}"#)
        #expect(shift.status == 201)
        #expect(group.status == 201, "\(group.text)")
        let format = DateFormatter()
        format.timeZone = TimeZone(secondsFromGMT: offset * 3_600)
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: now.addingTimeInterval(-86_400 * Double(daysAgo)))
    }

    private func load(_ direction: String, at time: Date) async throws {
        let answer = try await acme.admin.send(
            "POST", "\(acme.path)/check-ins/import",
            #"{"id":"\#(UUID().uuidString)","member":"e1","direction":"\#(direction)","#
                + #""occurredAt":"\#(ISO8601DateFormatter().string(from: time))"}"#,
            headers: ["Content-Type": "application/x-ndjson"])
        #expect(answer.text.contains(#""status":201"#), "\(answer.text)")
    }

    private func check(after seconds: Double, _ more: String = "") async throws -> JSONValue {
        let time = ISO8601DateFormatter().string(from: now.addingTimeInterval(seconds))
        let answer = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            #"""
            {"id":"\#(UUID().uuidString)","member":"e1","direction":"auto",
            "occurredAt":"\#(time)","location":{"fixes":[{"latitude":31.295,
            "longitude":120.725,"accuracy":10}]}\#(more)}
            """#)
        #expect(answer.status == 201, "\(answer.text)")
        return answer.json
    }
}
