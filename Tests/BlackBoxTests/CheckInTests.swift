import Foundation
import JSON
import Testing

/// A check-in as its client sees it.
struct CheckInTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    @Test func `a check-in inside is accepted and read back as it was answered`() async throws {
        let body = Tenant.checkIn()

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        let id = try #require(posted.json["id"]?.text)
        let read = try await acme.app.get("\(acme.path)/check-ins/\(id)")

        #expect(posted.status == 201)
        #expect(posted.json["decision"]?.text == "accepted")
        #expect(posted.json["place"]?["outcome"]?.text == "inside")
        #expect(posted.json["place"]?["geofence"]?.text == "hq")
        #expect(posted.json["sequence"]?.number == 1)
        #expect(read.json == posted.json)
    }

    @Test func `a check-in two kilometres away is recorded and rejected`() async throws {
        let body = Tenant.checkIn(latitude: 31.32)

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", body)

        #expect(posted.status == 201)
        #expect(posted.json["decision"]?.text == "rejected")
        #expect(posted.json["place"]?["outcome"]?.text == "outside")
        let distance = try #require(posted.json["place"]?["distance"]?.number)
        #expect((2_200...2_250).contains(distance))
    }

    @Test func `Wi-Fi alone proves the place under the default policy`() async throws {
        let now = ISO8601DateFormatter().string(from: Date())
        let body = #"""
            {"id":"\#(UUID().uuidString)","member":"e1","occurredAt":"\#(now)",
            "wifi":{"scan":[{"bssid":"3C:84:6A:12:34:56","rssi":-60}]}}
            """#

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", body)

        #expect(posted.json["decision"]?.text == "accepted")
        #expect(posted.json["place"]?["by"]?.items.map(\.text) == ["wifi"])
    }

    @Test func `a coarse fix is uncertain, not outside`() async throws {
        let body = Tenant.checkIn(latitude: 31.302, accuracy: 900)

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", body)

        #expect(posted.json["decision"]?.text == "flagged")
        #expect(posted.json["place"]?["outcome"]?.text == "uncertain")
    }

    @Test func `a mock location is rejected with its code and a reason in Chinese`() async throws {
        let body = Tenant.checkIn().replacing(
            #""accuracy":10.0"#, with: #""accuracy":10,"mock":true"#)

        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", body, headers: ["Accept-Language": "zh-CN"])

        #expect(posted.json["decision"]?.text == "rejected")
        #expect(posted.json["risk"]?["codes"]?.items.map(\.text) == ["mock-location"])
        #expect(posted.text.contains("模拟"))
    }

    @Test func `the same bytes again get the first receipt, other bytes a conflict`() async throws {
        let body = Tenant.checkIn()

        let first = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        let again = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        let other = try await acme.app.send("POST", "\(acme.path)/check-ins", body + " ")

        #expect(again.status == 200)
        #expect(again.headers["idempotent-replayed"] == "true")
        #expect(again.bytes == first.bytes)
        #expect(other.status == 409)
        #expect(other.code == "check-in-id-conflict")
    }

    @Test func `evidence without consent is refused whole and leaves nothing`() async throws {
        try await acme.addMember("e2", consents: #"["location"]"#)
        let canary = "canary-device-7391"
        let body = Tenant.checkIn(
            member: "e2", more: #","device":{"id":"\#(canary)","platform":"ios"}"#)

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        let listed = try await acme.admin.get("\(acme.path)/check-ins")

        #expect(posted.status == 403)
        #expect(posted.code == "consent-required")
        #expect(posted.json["purposes"]?.items.map(\.text) == ["device"])
        #expect(listed.json["items"]?.items.isEmpty == true)
        #expect(!posted.text.contains(canary))
        #expect(!server.log.contains(canary))
    }

    @Test func `a withdrawn consent counts at once`() async throws {
        _ = try await acme.app.send("DELETE", "\(acme.path)/members/e1/consents/location")

        let posted = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let receipts = try await acme.app.get("\(acme.path)/members/e1/consents")

        #expect(posted.code == "consent-required")
        #expect(receipts.json["items"]?.items.count == 7)
    }

    @Test func `nobody unknown and nobody gone checks in`() async throws {
        try await acme.addMember("e3")
        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/e3")

        let unknown = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "nobody"))
        let gone = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "e3"))

        #expect(unknown.status == 404)
        #expect(unknown.code == "unknown-person")
        #expect(gone.status == 410)
    }

    @Test func `a clock an hour off is refused unless the check-in was queued`() async throws {
        let then = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -3_600))
        let queued =
            #"{"id":"\#(UUID().uuidString)","member":"e1","occurredAt":"\#(then)","queued":true}"#
        let late = #"{"id":"\#(UUID().uuidString)","member":"e1","occurredAt":"\#(then)"}"#

        let taken = try await acme.app.send("POST", "\(acme.path)/check-ins", queued)
        let refused = try await acme.app.send("POST", "\(acme.path)/check-ins", late)

        #expect(taken.status == 201)
        #expect(refused.status == 422)
        #expect(refused.code == "clock-skew")
    }

    @Test func `pages follow one another and lines stream the same records`() async throws {
        for _ in 0..<7 {
            _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        }
        var sequences: [Double?] = []
        var cursor = ""
        repeat {
            let page = try await acme.admin.get("\(acme.path)/check-ins?limit=3\(cursor)")
            sequences += page.json["items"]?.items.map { $0["sequence"]?.number } ?? []
            cursor = page.json["nextCursor"]?.text.map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        let lines = try await acme.admin.get(
            "\(acme.path)/check-ins", headers: ["Accept": "application/x-ndjson"])

        #expect(sequences == [7, 6, 5, 4, 3, 2, 1])
        #expect(lines.text.split(separator: "\n").count == 7)
    }

    @Test func `HR sees status and place, not coordinates, scores or findings`() async throws {
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())

        let item = try await acme.hr.get("\(acme.path)/check-ins").json["items"]?.items.first

        #expect(item?["decision"]?.text == "accepted")
        #expect(item?["findings"] == nil)
        #expect(item?["risk"]?["score"] == nil)
        #expect(item?["place"]?["distance"] == nil)
    }

    @Test func `a bad line of a batch never stops the rest`() async throws {
        let good = Tenant.checkIn().replacing("\n", with: "")
        let lines = [good, "{", good.replacing("hq", with: "hq"), #"{"id":1}"#]

        let answer = try await acme.app.send(
            "POST", "\(acme.path)/check-ins/batch", lines.joined(separator: "\n"),
            headers: ["Content-Type": "application/x-ndjson"])
        let statuses = try answer.text.split(separator: "\n").map {
            try JSONValue(Array($0.utf8))["status"]?.number
        }

        #expect(statuses == [201, 400, 200, 422])
    }

    @Test func `who shares a device within a batch is told as in turn`() async throws {
        var lines: [String] = []
        for number in 1...4 {
            try await acme.addMember("buddy\(number)")
            let device = #","device":{"id":"one-phone","platform":"android"}"#
            lines.append(
                Tenant.checkIn(
                    member: "buddy\(number)", latitude: 31.295 + Double(number) * 1e-4, more: device
                ).replacing("\n", with: ""))
        }

        let answer = try await acme.app.send(
            "POST", "\(acme.path)/check-ins/batch", lines.joined(separator: "\n"),
            headers: ["Content-Type": "application/x-ndjson"])
        let decisions = try answer.text.split(separator: "\n").map {
            try JSONValue(Array($0.utf8))["receipt"]?["decision"]?.text
        }

        #expect(decisions.count == 4 && decisions.first == "accepted", "\(answer.text)")
        #expect(!decisions.dropFirst().contains("accepted"), "\(answer.text)")
    }
}
