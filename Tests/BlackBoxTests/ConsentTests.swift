import Foundation
import JSON
import Testing

/// Consents as apps, the personnel office and administrators see them.
struct ConsentTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    private func checkIn(_ member: String, more: String = "") async throws -> Client.Answer {
        try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: member, more: more))
    }

    private func receipts(_ member: String) async throws -> [JSONValue] {
        try await acme.auditor.get("\(acme.path)/members/\(member)/consents").json["items"]?.items
            ?? []
    }

    @Test func `receipts are only ever added`() async throws {
        try await acme.addMember("e2", consents: "[]")
        let path = "\(acme.path)/members/e2/consents/location"

        let given = try await acme.app.send(
            "PUT", path, #"{"channel":"app","grantedAt":"2026-11-01T08:00:00+08:00"}"#)
        _ = try await acme.app.send("DELETE", path)
        _ = try await acme.app.send("PUT", path, "{}")
        let kept = try await receipts("e2")

        #expect(given.status == 201)
        #expect(kept.map { $0["action"]?.text } == ["granted", "withdrawn", "granted"])
        #expect(
            kept.map { $0["noticeVersion"] } == [.string("default"), .null, .string("default")])
        #expect(kept.first?["at"]?.text == "2026-11-01T00:00:00.000Z")
        for method in ["DELETE", "PUT", "POST", "PATCH"] {
            let altered = try await acme.admin.send(
                method, "\(acme.path)/members/e2/consents", method == "DELETE" ? nil : "{}")
            #expect(altered.status == 405, "\(method)")
        }
        #expect(try await receipts("e2") == kept)
    }

    @Test func `an organization attests by PUT and by import, purpose by purpose`() async throws {
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/members/put",
            #"{"name":"P","consents":["location","motion"],"noticeVersion":"default"}"#)
        _ = try await acme.admin.send(
            "POST", "\(acme.path)/members/import",
            #"{"member":"line","name":"L","consents":["location"]}"# + "\n")
        let table = try await acme.admin.send(
            "POST", "\(acme.path)/members/import",
            bytes: Array(
                "member,name,consents,noticeVersion\r\ncsv,C,location;wifi,default\r\n".utf8),
            headers: ["Content-Type": "text/csv"])
        let unknown = try await acme.admin.send(
            "PUT", "\(acme.path)/members/put",
            #"{"name":"P","consents":["face"],"noticeVersion":"never"}"#)

        #expect(table.status == 200)
        #expect(unknown.code == "unknown-notice")
        for (member, purposes) in [
            ("put", ["location", "motion"]), ("line", ["location"]), ("csv", ["location", "wifi"]),
        ] {
            let kept = try await receipts(member)
            #expect(kept.compactMap { $0["purpose"]?.text } == purposes, "\(member)")
            #expect(Set(kept.map { $0["channel"]?.text }) == ["attested"])
            #expect(try await checkIn(member).status == 201)
        }
    }

    @Test func `no consent follows from use, silence or another purpose`() async throws {
        try await acme.addMember("e2", consents: #"["location"]"#)

        let used = try await checkIn("e2")
        let canary = "canary-device-7781"
        let refused = try await checkIn(
            "e2", more: #","device":{"id":"\#(canary)","platform":"ios"}"#)
        let again = try await checkIn("e2", more: #","device":{"id":"d","platform":"ios"}"#)
        let kept = try await receipts("e2")
        let listed = try await acme.admin.get("\(acme.path)/check-ins?member=e2")

        #expect(used.status == 201)
        #expect(refused.status == 403)
        #expect(refused.json["purposes"]?.items.map(\.text) == ["device"])
        #expect(again.status == 403)
        #expect(kept.count == 1)
        #expect(listed.json["items"]?.items.count == 1)
        #expect(!refused.text.contains(canary))
    }

    @Test func `a withdrawal leaves earlier results as they were`() async throws {
        let posted = try await checkIn("e1")
        let id = try #require(posted.json["id"]?.text)

        _ = try await acme.app.send("DELETE", "\(acme.path)/members/e1/consents/location")
        let read = try await acme.app.get("\(acme.path)/check-ins/\(id)")

        #expect(try await checkIn("e1").code == "consent-required")
        #expect(read.bytes == posted.bytes)
    }

    @Test func `a stale consent to faces neither enrols nor compares`() async throws {
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/face-models/m1",
            #"{"dimension":64,"metric":"cosine","threshold":0.6,"identifyThreshold":0.7}"#)
        let vector = (1...64).map { "\(Double($0) / 100)" }.joined(separator: ",")
        let probe = #"{"model":"m1","vector":[\#(vector)]}"#
        let faces = "\(acme.path)/members/e1/faces"
        _ = try await acme.admin.send("PUT", "\(acme.path)/policy", #"{"face":{"identify":true}}"#)
        func found() async throws -> [String?] {
            let answer = try await acme.app.send("POST", "\(acme.path)/faces/identify", probe)
            return answer.json["candidates"]?.items.map { $0["member"]?.text } ?? [nil]
        }
        #expect(try await acme.app.send("POST", faces, probe).status == 201)
        #expect(try await found() == ["e1"])
        #expect(try await acme.app.send("POST", "\(faces)/verify", probe).status == 200)

        let at = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -1))
        let published = try await acme.admin.send(
            "PUT", "\(acme.path)/notices/2026-02",
            #"{"text":{"en":"T"},"effectiveAt":"\#(at)","change":"major","purposes":["face"]}"#)
        let enrolled = try await acme.app.send("POST", faces, probe)
        let verified = try await acme.app.send("POST", "\(faces)/verify", probe)
        #expect(try await found() == [])
        _ = try await acme.app.send("PUT", "\(acme.path)/members/e1/consents/face", "{}")

        #expect(published.status == 201)
        #expect(enrolled.code == "consent-required")
        #expect(verified.code == "consent-required")
        #expect(try await acme.app.send("POST", "\(faces)/verify", probe).status == 200)
        #expect(try await found() == ["e1"])
    }

    @Test func `faces are never the only way, for the organization or for a group`() async throws {
        func policy(_ location: String, _ face: String) -> String {
            #"""
            {"evidence":{"location":"\#(location)","wifi":"off","motion":"off","apps":"off","face":"\#(face)",
            "device":"off"}}
            """#
        }
        func group(_ policy: String) -> String {
            #"{"members":["e1"],"schedule":{"kind":"free","requiredMinutes":480},"policy":\#(policy)}"#
        }
        let path = "\(acme.path)/policy"

        let only = try await acme.admin.send("PUT", path, policy("off", "required"))
        let either = try await acme.admin.send("PUT", path, policy("optional", "optional"))
        let groupOnly = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/g", group(policy("off", "required")))
        let groupEither = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/g", group(policy("required", "optional")))

        #expect(only.code == "alternative-required")
        #expect(only.status == 409)
        #expect(either.status == 200)
        #expect(groupOnly.code == "alternative-required")
        #expect(groupEither.status == 201)
    }

    @Test func `who refuses faces leaves no trace with the personnel office`() async throws {
        try await acme.addMember("refuses", consents: #"["location"]"#)
        try await acme.addMember("agrees")
        for member in ["refuses", "agrees"] { #expect(try await checkIn(member).status == 201) }

        var shown: [JSONValue] = []
        for member in ["refuses", "agrees"] {
            for path in ["/check-ins?member=", "/members/", "/workdays?member="] {
                let answer = try await acme.hr.get(acme.path + path + member)
                #expect(answer.status == 200)
                #expect(!answer.text.contains("face") && !answer.text.contains("consent"))
                shown.append(answer.json)
            }
            #expect(try await acme.hr.get("\(acme.path)/members/\(member)/consents").status == 403)
            #expect(try await acme.hr.get("\(acme.path)/members/\(member)/faces").status == 403)
        }
        #expect(Self.names(in: shown[0]) == Self.names(in: shown[3]))
        #expect(Self.names(in: shown[1]) == Self.names(in: shown[4]))
    }

    /// Every name of an answer's objects, in order.
    private static func names(in value: JSONValue) -> [String] {
        switch value {
        case .object(let members): members.flatMap { [$0.name] + names(in: $0.value) }
        case .array(let items): items.flatMap(names)
        default: []
        }
    }
}

/// What whoever is not believed is told: codes, the rules that judged, the way to a person.
struct AppealTests {
    @Test func `refusals and flags tell codes, rule version and the way to a person`() async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2", consents: "[]")
        func post(_ member: String, _ latitude: Double) async throws -> Client.Answer {
            try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                Tenant.checkIn(member: member, latitude: latitude))
        }

        let accepted = try await post("e1", 31.295)
        let rejected = try await post("e1", 31.4)
        let refused = try await post("e2", 31.295)
        let appeal = try #require(rejected.json["appeal"]?.text)
        let disputed = try await acme.hr.send(
            "POST", "\(acme.path)/\(appeal)", #"{"reason":"I was there"}"#)
        let asked = try #require(refused.json["appeal"]?.text)
        #expect(refused.json["ruleVersion"]?.number != nil)
        let filed = try await acme.hr.send(
            "POST", "\(acme.path)/\(asked.replacing("{member}", with: "e2"))",
            #"{"kind":"dispute"}"#)

        #expect(accepted.json["appeal"] == nil)
        #expect(rejected.json["decision"]?.text == "rejected")
        #expect(rejected.json["policyVersion"]?.number == 0)
        #expect(rejected.json["findings"]?.items.first?["code"]?.text != nil)
        #expect(disputed.status == 201)
        #expect(refused.code == "consent-required")
        #expect(filed.status == 201)
    }
}
