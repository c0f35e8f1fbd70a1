import Foundation
import JSON
import Testing

/// Words that one check-in may carry once.
struct ChallengeTests {
    @Test func `a challenge serves one check-in of its member, and an honest retry`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2")
        let path = "\(acme.path)/check-ins"
        let nonce = try await SigningDevice.nonce(acme)
        func checkIn(_ member: String, _ nonce: String) -> String {
            Tenant.checkIn(member: member, more: #","nonce":"\#(nonce)""#)
        }
        let honest = checkIn("e1", nonce)

        let foreign = try await acme.app.send("POST", path, checkIn("e2", nonce))
        let invented = try await acme.app.send("POST", path, checkIn("e1", "invented"))
        let taken = try await acme.app.send("POST", path, honest)
        let retried = try await acme.app.send("POST", path, honest)
        let again = try await acme.app.send("POST", path, checkIn("e1", nonce))
        let without = try await acme.app.send("POST", path, Tenant.checkIn())

        for refused in [foreign, invented, again] {
            #expect(refused.status == 409 && refused.code == "challenge-refused")
            #expect(refused.json["errors"]?.items.first?["pointer"]?.text == "/nonce")
        }
        #expect(taken.status == 201)
        #expect(retried.status == 200 && retried.bytes == taken.bytes)
        #expect(without.status == 201)
        #expect(try await acme.admin.get(path).json["items"]?.items.count == 2)
    }

    @Test func `of many check-ins that race for one challenge one is recorded`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let path = "\(acme.path)/check-ins"

        for _ in 0..<10 {
            let nonce = try await SigningDevice.nonce(acme)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        let body = Tenant.checkIn(more: #","nonce":"\#(nonce)""#)
                        return try await acme.app.send("POST", path, body).status
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [201: 1, 409: 31])
        }
    }

    @Test func `a challenge that another refusal met is still good`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e3", consents: "[]")
        let path = "\(acme.path)/check-ins"
        let nonce = try await SigningDevice.nonce(acme, for: "e3")
        let body = Tenant.checkIn(member: "e3", more: #","nonce":"\#(nonce)""#)

        let refused = try await acme.app.send("POST", path, body)
        _ = try await acme.app.send("PUT", "\(acme.path)/members/e3/consents/location")
        let taken = try await acme.app.send("POST", path, body)

        #expect(refused.status == 403 && refused.code == "consent-required")
        #expect(taken.status == 201)
    }

    @Test func `challenges are for members that are there, and few at a time`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let path = "\(acme.path)/challenges"
        try await acme.addMember("e2")
        _ = try await acme.admin.send("DELETE", "\(acme.path)/members/e2")

        let nobody = try await acme.app.send("POST", path, #"{"member":"nobody"}"#)
        let closed = try await acme.app.send("POST", path, #"{"member":"e2"}"#)
        let malformed = try await acme.app.send("POST", path, #"{"member":"e 1"}"#)
        let first = try await SigningDevice.nonce(acme)
        for _ in 0..<16 { _ = try await SigningDevice.nonce(acme) }
        let late = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(more: #","nonce":"\#(first)""#))

        #expect(nobody.status == 404 && nobody.code == "unknown-person")
        #expect(closed.status == 410)
        #expect(malformed.status == 422)
        #expect(late.status == 409)
    }
}
