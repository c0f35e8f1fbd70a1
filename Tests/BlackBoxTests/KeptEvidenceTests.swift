import Foundation
import JSON
import Testing

/// What is kept of the evidence of check-ins, as an administrator sees it, and for how long.
struct KeptEvidenceTests {
    private static let more = #"""
        ,"device":{"id":"canary-device-id","platform":"android","model":"Canary Phone","rooted":false},
        "wifi":{"connected":"ca:4a:12:5e:77:01","scan":[{"bssid":"ca:4a:12:5e:77:01","ssid":"canary-wifi","rssi":-52}]},
        "beacons":[{"uuid":"ca4a1200-5e77-4c00-8000-0000000000ca","major":1,"minor":2,"rssi":-60}],
        "cells":[{"mcc":460,"mnc":0,"area":5501,"cell":77015501,"rssi":-90}],
        "motion":{"accelerometer":{"t":[-40,-20,0],"x":[0.1,0.2,0.3],"y":[0,0,0],"z":[9.8,9.81,9.79]}},
        "apps":{"listRevision":0,"matches":[]},
        "photo":{"sha256":"\#(String(repeating: "ca4a12", count: 10))beef","url":"https://canary.example.test/p"}
        """#

    /// Posts a check-in with evidence of every kind that may be kept.
    private static func post(
        _ acme: Tenant, member: String = "e1", more: String = Self.more
    ) async throws -> String {
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: member, more: more))
        #expect(posted.status == 201, "\(posted.text)")
        return try #require(posted.json["id"]?.text)
    }

    private static func setDays(_ days: Int, _ acme: Tenant) async throws {
        let shown = try await acme.admin.get("\(acme.path)/policy")
        let now = try #require(shown.json["evidenceRetentionDays"]?.number)
        let body = shown.text.replacing(
            #""evidenceRetentionDays":\#(Int(now))"#, with: #""evidenceRetentionDays":\#(days)"#)
        let put = try await acme.admin.send("PUT", "\(acme.path)/policy", body)
        #expect(put.status == 200, "\(put.text)")
    }

    @Test func `an admin sees what was sent, and the log says so`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let id = try await Self.post(acme)

        let kept = try await acme.admin.get("\(acme.path)/check-ins/\(id)/evidence")
        let export = try await acme.admin.get("\(acme.path)/members/e1/export")
        let audit = try await acme.auditor.get("\(acme.path)/audit?limit=1000")

        #expect(kept.status == 200)
        #expect(kept.headers["cache-control"] == "no-store")
        #expect(kept.json["checkIn"]?.text == id && kept.json["member"]?.text == "e1")
        let fix = kept.json["location"]?["fixes"]?.items.first
        #expect(fix?["latitude"]?.number == 31.295 && fix?["accuracy"]?.number == 10)
        #expect(kept.json["wifi"]?["scan"]?.items.first?["rssi"]?.number == -52)
        #expect(kept.json["beacons"]?.items.first?["major"]?.number == 1)
        #expect(kept.json["cells"]?.items.first?["cell"]?.number == 77_015_501)
        let track = kept.json["motion"]?["accelerometer"]
        #expect(track?["z"]?.items.compactMap(\.number) == [9.8, 9.81, 9.79])
        #expect(kept.json["device"]?["rooted"] == .bool(false))
        for never in ["canary-device-id", "canary.example.test", "ca4a12ca4a12", "matches"] {
            #expect(!kept.text.contains(never), "\(never)")
        }
        #expect(export.json["evidence"]?.items.first == kept.json)
        let entry = audit.json["items"]?.items.last { $0["action"]?.text == "evidence.read" }
        #expect(entry?["subject"]?.text == "e1" && entry?["detail"]?.text == id)
    }

    @Test func `nobody but an admin sees it, and what is not kept is not found`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let id = try await Self.post(acme)
        let path = "\(acme.path)/check-ins/\(id)/evidence"

        for client in [acme.hr, acme.app, acme.auditor] {
            #expect(try await client.get(path).code == "forbidden")
        }
        let unknown = try await acme.admin.get(
            "\(acme.path)/check-ins/\(UUID().uuidString)/evidence")
        let malformed = try await acme.admin.get("\(acme.path)/check-ins/x/evidence")
        let bare = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            #"{"id":"\#(UUID())","member":"e1","direction":"in","occurredAt":"\#(Date().ISO8601Format())"}"#
        )
        let none = try await acme.admin.get(
            "\(acme.path)/check-ins/\(bare.json["id"]?.text ?? "")/evidence")

        #expect(bare.status == 201)
        #expect(unknown.status == 404 && malformed.status == 404 && none.status == 404)
    }

    @Test func `a policy of no days keeps nothing, and a group's binds its members`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2")
        try await Self.setDays(0, acme)
        let policy = try await acme.admin.get("\(acme.path)/policy").text.replacing(
            #""evidenceRetentionDays":0"#, with: #""evidenceRetentionDays":5"#)
        let group = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/team",
            #"{"members":["e2"],"schedule":{"kind":"free","requiredMinutes":480},"policy":\#(policy)}"#
        )
        #expect(group.status == 201, "\(group.text)")

        let (own, others) = (
            try await Self.post(acme, more: #","note":"x""#),
            try await Self.post(acme, member: "e2", more: "")
        )
        let none = try await acme.admin.get("\(acme.path)/check-ins/\(own)/evidence")
        let kept = try await acme.admin.get("\(acme.path)/check-ins/\(others)/evidence")

        #expect(none.status == 404)
        #expect(kept.status == 200)
    }

    @Test func `lowered days and an erasure take it away, and no file tells it`() async throws {
        let server = try RunningServer(environment: ["ROLLCALL_SWEEP_SECONDS": "1"])
        let acme = try await Tenant(server)
        let id = try await Self.post(acme)
        let path = "\(acme.path)/check-ins/\(id)/evidence"
        #expect(try await acme.admin.get(path).status == 200)
        #expect(try Self.found(in: server) == [])

        try await Self.setDays(0, acme)
        let gone = try await acme.admin.get(path)
        try await Self.setDays(30, acme)
        let later = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(latitude: 31.2957))
        let kept = "\(acme.path)/check-ins/\(later.json["id"]?.text ?? "")/evidence"
        #expect(try await acme.admin.get(kept).status == 200)
        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/e1?erase=now")

        #expect(gone.status == 404)
        #expect(try await acme.admin.get(kept).status == 404)
        #expect(server.stop() == 0)
        #expect(try Self.found(in: server) == [])
    }

    /// Values of the evidence that stand in the server's folder or log.
    private static func found(in server: RunningServer) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: server.data, includingPropertiesForKeys: nil)
        let contents = try files.map { try Data(contentsOf: $0) } + [Data(server.log.utf8)]
        return ["canary-wifi", "ca:4a:12:5e:77:01", "Canary Phone", "ca4a1200-5e77", "77015501"]
            .filter { value in contents.contains { $0.range(of: Data(value.utf8)) != nil } }
    }
}
