import Foundation
import JSON
import Testing

/// What readers are told when somebody altered one row of the database.
struct AlteredRowTests {
    /// Runs statements on the database of a server that does not run.
    static func alter(_ data: URL, _ statement: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
                + "c.execute(sys.argv[2]); c.commit()",
            data.appending(path: "rollcall.sqlite").path, statement,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// An organization with three check-ins, the second altered, and a member whose profile was.
    private static func damaged() async throws -> (RunningServer, Tenant, URL) {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-altered-\(UUID().uuidString)")
        let first = try RunningServer(data: data)
        let acme = try await Tenant(first)
        try await acme.addMember("e2")
        for number in 0..<3 {
            let posted = try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                Tenant.checkIn(latitude: 31.295 + Double(number) / 10_000))
            #expect(posted.status == 201)
        }
        for kind in ["access", "correct"] {
            let filed = try await acme.admin.send(
                "POST", "\(acme.path)/members/e1/requests", #"{"kind":"\#(kind)"}"#)
            #expect(filed.status == 201)
        }
        for id in ["a1", "a2"] {
            let put = try await acme.hr.send(
                "PUT", "\(acme.path)/approvals/\(id)",
                #"{"member":"e1","kind":"leave","from":"2026-03-02","to":"2026-03-02"}"#)
            #expect(put.status == 201)
        }
        #expect(first.stop() == 0)
        for kind in ["request", "approval"] {
            try alter(
                data,
                """
                UPDATE document SET body = zeroblob(200) WHERE kind = '\(kind)'
                  AND id = (SELECT MIN(id) FROM document WHERE kind = '\(kind)')
                """)
        }
        try alter(data, "UPDATE record SET payload = zeroblob(200) WHERE sequence = 2")
        try alter(data, "UPDATE member SET profile = zeroblob(80) WHERE id = 'e2'")
        let second = try RunningServer(data: data)
        return (second, acme.moved(to: second), data)
    }

    private static func remove(_ data: URL) {
        try? FileManager.default.removeItem(at: data)
        try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
    }

    @Test func `lists, an export and workdays tell of it and keep the rest readable`()
        async throws
    {
        let (server, acme, data) = try await Self.damaged()
        defer { Self.remove(data) }

        let listed = try await acme.hr.get("\(acme.path)/check-ins")
        let chinese = try await acme.hr.get(
            "\(acme.path)/check-ins", headers: ["Accept-Language": "zh-CN"])
        let lines = try await acme.hr.get(
            "\(acme.path)/check-ins", headers: ["Accept": "application/x-ndjson"])
        let error = listed.json["errors"]?.items.first
        let id = try #require(error?["id"]?.text)
        let shown = try await acme.admin.get("\(acme.path)/check-ins/\(id)")

        #expect(listed.status == 200)
        #expect(listed.json["items"]?.items.compactMap { $0["sequence"]?.number } == [3, 1])
        #expect(error?["sequence"]?.number == 2 && error?["code"]?.text == "unreadable")
        #expect(chinese.text.contains("存储的内容已被篡改"))
        #expect(lines.text.split(separator: "\n").count == 3)
        #expect(lines.text.contains(#""error":{"code":"unreadable""#))
        #expect(shown.status == 500 && shown.code == "unreadable")

        let export = try await acme.admin.get("\(acme.path)/members/e1/export")
        let checkIns = export.json["checkIns"]?.items ?? []
        #expect(checkIns.count == 3 && checkIns[1]["error"]?["code"]?.text == "unreadable")
        let other = try await acme.admin.get("\(acme.path)/members/e2/export")
        #expect(other.status == 200)
        #expect(other.json["member"]?["error"]?["code"]?.text == "unreadable")
        #expect(other.json["consents"]?.items.isEmpty == false)

        let requests = export.json["requests"]?.items ?? []
        #expect(requests.count == 2)
        #expect(requests.first?["error"]?["code"]?.text == "unreadable")
        let filed = try await acme.hr.get("\(acme.path)/members/e1/requests")
        #expect(filed.json["items"]?.items.count == 1)
        #expect(filed.json["errors"]?.items.count == 1)

        for (list, id) in [("requests", nil), ("approvals", "a1")] as [(String, String?)] {
            let all = try await acme.hr.get("\(acme.path)/\(list)")
            #expect(all.status == 200 && all.json["items"]?.items.count == 1, "\(all.text)")
            let errors = all.json["errors"]?.items ?? []
            #expect(errors.count == 1 && errors.first?["code"]?.text == "unreadable")
            if let id { #expect(errors.first?["id"]?.text == id) }
            let lines = try await acme.hr.get(
                "\(acme.path)/\(list)", headers: ["Accept": "application/x-ndjson"])
            #expect(lines.text.split(separator: "\n").count == 2)
        }

        let members = try await acme.admin.get("\(acme.path)/members")
        #expect(members.json["items"]?.items.count == 1)
        #expect(members.json["errors"]?.items.first?["id"]?.text == "e2")
        let day = Date().ISO8601Format().prefix(10)
        let workdays = try await acme.hr.get("\(acme.path)/workdays?from=\(day)&to=\(day)")
        let rows = workdays.json["items"]?.items ?? []
        #expect(workdays.status == 200 && rows.count == 2)
        #expect(rows.first?["status"]?.text != nil)
        #expect(rows.last?["error"]?["detail"]?.text?.contains("altered") == true)

        let meters = try await acme.admin.get("/metrics")
        #expect(meters.text.contains("rollcall_altered_values_total"))
        #expect(server.log.contains("a sealed value does not open"))
        // The control: whoever wrote last goes on, and the new row is readable.
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(latitude: 31.2959))
        #expect(posted.status == 201)
    }
}
