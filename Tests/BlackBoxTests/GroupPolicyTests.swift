import Foundation
import JSON
import Testing

/// What a group demands of its members' check-ins beside or in place of the organization.
struct GroupPolicyTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await acme.addMember("e2")
        let lab = try await acme.admin.send(
            "PUT", "\(acme.path)/geofences/lab",
            #"""
            {"type":"Feature","geometry":{"type":"Point","coordinates":[121.5,31.2]},
            "properties":{"name":"Lab","radius":300}}
            """#)
        #expect(lab.status == 201)
    }

    @Test func `only the places of the group count for its members`() async throws {
        let before = try await decision("e1")
        try await group(#""members":["e1"],"geofences":["lab"]"#)

        let own = try await decision("e1")
        let other = try await decision("e2")
        let atLab = try await decision("e1", latitude: 31.2, longitude: 121.5)

        #expect(before == "accepted")
        #expect(own == "rejected")
        #expect(other == "accepted")
        // Another city a moment later: the place counts, the journey is impossible.
        #expect(atLab.place == "lab")
    }

    @Test func `a group's policy judges its members, and nobody else`() async throws {
        let organization = try await acme.admin.get("\(acme.path)/policy")
        let policy = organization.text.replacing(#""outside":"reject""#, with: #""outside":"flag""#)
        #expect(policy != organization.text)
        try await group(#""members":["e1"],"policy":\#(policy)"#)

        let own = try await decision("e1", latitude: 31.32)
        let other = try await decision("e2", latitude: 31.32)

        #expect(own == "flagged")
        #expect(other == "rejected")
    }

    @Test func `a policy holds from its date on, and no longer than the group`() async throws {
        let organization = try await acme.admin.get("\(acme.path)/policy")
        let policy = organization.text.replacing(#""outside":"reject""#, with: #""outside":"flag""#)
        try await group(#""members":["e1"]"#)
        try await group(#""members":["e1"],"policy":\#(policy)"#, from: "2099-01-01")
        let early = try await decision("e1", latitude: 31.32)
        try await group(#""members":["e1"],"policy":\#(policy)"#)
        let bound = try await decision("e1", latitude: 31.32)

        let gone = try await acme.admin.send("DELETE", "\(acme.path)/groups/own")
        let after = try await decision("e1", latitude: 31.32)

        #expect(early == "rejected")
        #expect(bound == "flagged")
        #expect(gone.status == 204)
        #expect(after == "rejected")
    }

    @Test func `how long a device stays tied to its user is the group's to say`() async throws {
        try await acme.addMember("e3")
        let organization = try await acme.admin.get("\(acme.path)/policy")
        let policy = organization.text
            .replacing(#""sharedWindowHours":12"#, with: #""sharedWindowHours":1"#)
        #expect(policy != organization.text)
        try await group(#""members":["e2"],"policy":\#(policy)"#)
        func codes(_ member: String, hoursAgo hours: Double) async throws -> [String] {
            let time = ISO8601DateFormatter().string(from: Date() - hours * 3_600)
            let answer = try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                #"{"id":"\#(UUID().uuidString)","member":"\#(member)","occurredAt":"\#(time)","#
                    + #""queued":true,"device":{"id":"tablet","platform":"android"},"#
                    + #""location":{"fixes":[{"latitude":31.295,"longitude":120.725}]}}"#)
            #expect(answer.status == 201, "\(answer.text)")
            return answer.json["risk"]?["codes"]?.items.compactMap(\.text) ?? []
        }

        _ = try await codes("e1", hoursAgo: 3)
        let own = try await codes("e2", hoursAgo: 0.5)
        let other = try await codes("e3", hoursAgo: 0.25)

        #expect(!own.contains("shared-device"))
        #expect(other.contains("shared-device"))
    }

    @Test func `a group's places must exist, and stay while it works there`() async throws {
        let unknown = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/own", #"{"members":["e1"],"geofences":["lab","nowhere"]}"#)
        try await group(#""members":["e1"],"geofences":["lab"]"#)
        let kept = try await acme.admin.send("DELETE", "\(acme.path)/geofences/lab")
        try await group(#""members":["e1"],"geofences":[]"#)
        let gone = try await acme.admin.send("DELETE", "\(acme.path)/geofences/lab")

        #expect(unknown.status == 422)
        #expect(unknown.json["errors"]?.items.first?["pointer"]?.text == "/geofences/1")
        #expect(kept.status == 409 && kept.code == "in-use")
        #expect(gone.status == 204)
    }

    @Test func `a group must not demand a face alone`() async throws {
        let organization = try await acme.admin.get("\(acme.path)/policy")
        var policy = organization.text
        for kind in ["location", "wifi", "motion", "apps", "device"] {
            for demand in ["required", "optional"] {
                policy = policy.replacing("\"\(kind)\":\"\(demand)\"", with: "\"\(kind)\":\"off\"")
            }
        }
        policy = policy.replacing(#""face":"off""#, with: #""face":"required""#)

        let answer = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/own", #"{"members":["e1"],"policy":\#(policy)}"#)

        #expect(answer.status == 409)
        #expect(answer.code == "alternative-required")
    }

    private func group(_ members: String, from: String? = nil) async throws {
        let query = from.map { "?effectiveFrom=\($0)" } ?? ""
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/groups/own\(query)", "{\(members)}")
        #expect(put.status < 300, "\(put.text)")
    }

    private struct Outcome: Equatable, ExpressibleByStringLiteral {
        let decision: String
        var place: String?

        init(stringLiteral value: String) { decision = value }
        init(_ answer: JSONValue) {
            decision = answer["decision"]?.text ?? ""
            place = answer["place"]?["geofence"]?.text
        }

        static func == (lhs: Outcome, rhs: Outcome) -> Bool { lhs.decision == rhs.decision }
    }

    private func decision(
        _ member: String, latitude: Double = 31.295, longitude: Double = 120.725
    ) async throws -> Outcome {
        let answer = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            Tenant.checkIn(member: member, latitude: latitude, longitude: longitude))
        #expect(answer.status == 201, "\(answer.text)")
        return Outcome(answer.json)
    }
}
