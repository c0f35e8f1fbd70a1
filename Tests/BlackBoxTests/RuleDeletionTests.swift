import Foundation
import JSON
import Testing

/// Taking rules out of force: what was closed stays, what is open follows.
struct RuleDeletionTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        for (id, start, end) in [("day", "09:00", "18:00"), ("short", "09:00", "12:00")] {
            try await put("shifts/\(id)", #"{"slots":[{"start":"\#(start)","end":"\#(end)"}]}"#)
        }
        try await put("calendars/own", #"{"days":{"2026-03-12":"holiday"}}"#)
        try await put("roster/e1/2026-03-13", #"{"shifts":["short"]}"#)
        try await put(
            "groups/office",
            #"""
            {"members":["e1"],"schedule":{"kind":"weekly","monday":"day","tuesday":"day",
            "wednesday":"day","thursday":"day","friday":"day"},"calendar":"own"}
            """#)
    }

    @Test func `closed days stay as they were when their rules are deleted`() async throws {
        let before = try await week()

        let inUse = try await delete("shifts/day")
        let ownCalendar = try await delete("calendars/own")
        let gone = [
            try await delete("groups/office"), try await delete("calendars/own"),
            try await delete("roster/e1/2026-03-13"), try await delete("shifts/day"),
            try await delete("shifts/short"),
        ]
        let after = try await week()

        #expect(inUse == 409)
        #expect(ownCalendar == 409)
        #expect(gone == [204, 204, 204, 204, 204])
        #expect(before.map { $0["shift"]?.text } == ["day", "day", "day", nil, "short"])
        #expect(before.map { $0["kind"]?.text }[3] == "holiday")
        #expect(after == before)
    }

    @Test func `working the days out anew finds no rules any more`() async throws {
        for path in ["groups/office", "roster/e1/2026-03-13"] { _ = try await delete(path) }

        let order = #"{"from":"2026-03-09","to":"2026-03-13"}"#
        let ordered = try await acme.hr.send("POST", "\(acme.path)/workdays/recompute", order)
        let after = try await week()

        #expect(ordered.status == 200)
        #expect(after.map { $0["status"]?.text } == ["rest", "rest", "rest", "rest", "rest"])
    }

    @Test func `a deleted rule is not found, not listed and not named, and may be made anew`()
        async throws
    {
        _ = try await delete("roster/e1/2026-03-13")
        let deleted = try await delete("shifts/short")
        let again = try await delete("shifts/short")
        let shown = try await acme.admin.get("\(acme.path)/shifts/short")
        let listed = try await acme.admin.get("\(acme.path)/shifts?limit=1")
        let named = try await acme.admin.send(
            "PUT", "\(acme.path)/roster/e1/2026-03-16", #"{"shifts":["short"]}"#)
        let guarded = try await acme.admin.send(
            "PUT", "\(acme.path)/shifts/short", #"{"slots":[{"start":"08:00","end":"12:00"}]}"#,
            headers: ["If-None-Match": "*"])
        let audit = try await acme.auditor.get("\(acme.path)/audit?limit=1000")

        #expect(deleted == 204)
        #expect(again == 404)
        #expect(shown.status == 404)
        #expect(listed.json["items"]?.items.map { $0["id"]?.text } == ["day"])
        #expect(listed.json["nextCursor"] == .null)
        #expect(named.status == 422)
        #expect(guarded.status == 201, "\(guarded.text)")
        #expect(audit.text.contains("shift.delete"))
    }

    private func put(_ path: String, _ body: String) async throws {
        let answer = try await acme.admin.send("PUT", "\(acme.path)/\(path)", body)
        #expect(answer.status == 201, "\(answer.text)")
    }

    private func delete(_ path: String) async throws -> Int {
        try await acme.admin.send("DELETE", "\(acme.path)/\(path)").status
    }

    private func week() async throws -> [JSONValue] {
        let answer = try await acme.hr.get(
            "\(acme.path)/workdays?from=2026-03-09&to=2026-03-13&member=e1")
        return answer.json["items"]?.items ?? []
    }
}
