import Foundation
import JSON
import Testing

/// Notices, legal grounds and guardians as an administrator and an app see them.
struct NoticeTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    private func publish(
        _ version: String, in seconds: Double, change: String = "major", text: String = "Text"
    ) async throws -> Client.Answer {
        let at = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: seconds))
        return try await acme.admin.send(
            "PUT", "\(acme.path)/notices/\(version)",
            #"{"text":{"en":"\#(text)"},"effectiveAt":"\#(at)","change":"\#(change)","purposes":["location"]}"#
        )
    }

    private func checkIn(_ member: String = "e1") async throws -> Client.Answer {
        try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: member))
    }

    @Test func `a major change makes consents stale until they are given anew`() async throws {
        #expect(try await checkIn().status == 201)

        #expect(try await publish("2026-01", in: -1).status == 201)
        let stale = try await checkIn()
        _ = try await acme.app.send(
            "PUT", "\(acme.path)/members/e1/consents/location", #"{"noticeVersion":"2026-01"}"#)
        let anew = try await checkIn()

        #expect(stale.code == "consent-required")
        #expect(stale.json["purposes"]?.items.map(\.text) == ["location"])
        #expect(anew.status == 201)
    }

    @Test func `a minor change leaves consents as they are`() async throws {
        #expect(try await publish("2026-01", in: -1, change: "minor").status == 201)

        #expect(try await checkIn().status == 201)
    }

    @Test func `after the first notice a major change needs seven days`() async throws {
        _ = try await publish("2026-01", in: -1, change: "minor")

        let tooSoon = try await publish("2026-02", in: 6 * 86_400)
        let inTime = try await publish("2026-03", in: 8 * 86_400)

        #expect(tooSoon.status == 422)
        #expect(inTime.status == 201)
        #expect(try await checkIn().status == 201)
    }

    @Test func `a published notice never changes and default is always there`() async throws {
        _ = try await publish("2026-01", in: 8 * 86_400)

        let other = try await publish("2026-01", in: 8 * 86_400, text: "Other")
        let listed = try await acme.auditor.get("\(acme.path)/notices")
        let own = try await acme.app.get("\(acme.path)/notices/default")

        #expect(other.code == "notice-published")
        #expect(listed.json["items"]?.items.map { $0["version"]?.text } == ["2026-01", "default"])
        #expect(listed.json["items"]?.items.last?["inEffect"] == .bool(true))
        #expect(own.status == 200)
    }

    @Test func `a purpose on another ground needs no consent, faces always do`() async throws {
        try await acme.addMember("e2", consents: "[]")
        #expect(try await checkIn("e2").code == "consent-required")

        let face = try await acme.admin.send(
            "PUT", "\(acme.path)/purposes/face",
            #"{"basis":"hr-necessity","piaReference":"PIA-7"}"#)
        let bare = try await acme.admin.send(
            "PUT", "\(acme.path)/purposes/location", #"{"basis":"hr-necessity"}"#)
        let put = try await acme.admin.send(
            "PUT", "\(acme.path)/purposes/location",
            #"{"basis":"hr-necessity","piaReference":"PIA-7"}"#)
        let shown = try await acme.auditor.get("\(acme.path)/purposes/motion")

        #expect(face.status == 422)
        #expect(bare.status == 422)
        #expect(put.status == 200)
        #expect(shown.json["basis"]?.text == "consent")
        #expect(try await checkIn("e2").status == 201)
    }

    @Test func `for a child only a guardian consents`() async throws {
        let path = "\(acme.path)/members/child"
        _ = try await acme.admin.send("PUT", path, #"{"name":"Child","ageBand":"under14"}"#)

        let attested = try await acme.admin.send(
            "PUT", path, #"{"name":"Child","ageBand":"under14","consents":["location"]}"#)
        let own = try await acme.app.send("PUT", "\(path)/consents/location", "{}")
        let refused = try await checkIn("child")
        let guardian = try await acme.app.send(
            "PUT", "\(path)/consents/location", #"{"channel":"guardian"}"#)

        #expect(attested.code == "guardian-required")
        #expect(own.code == "guardian-required")
        #expect(refused.code == "consent-required")
        #expect(guardian.status == 201)
        #expect(try await checkIn("child").status == 201)
    }
}
