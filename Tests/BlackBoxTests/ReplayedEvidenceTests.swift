import Foundation
import JSON
import Motion
import Simulation
import Testing

/// Evidence that was sent before, as whoever sends it again sees it.
struct ReplayedEvidenceTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await acme.addMember("e2")
    }

    private static func walk(seed: UInt64) -> PhoneWindow {
        HonestPhone(.ordinary, .walking, seconds: 15).window(seed: seed)
    }

    @Test func `walks of one person and of two are accepted`() async throws {
        for (seed, member) in [(1, "e1"), (2, "e1"), (3, "e2")] as [(UInt64, String)] {
            let posted = try await acme.post(PhoneCheckIn(Self.walk(seed: seed), member: member))

            #expect(posted.decision == "accepted", "\(posted.text)")
            #expect(!posted.codes.contains("replayed-sensors"))
        }
    }

    @Test(arguments: [("e1", 0.0), ("e1", 0.4), ("e2", 0.0), ("e2", 0.31)])
    func `samples that come again are rejected, at any offset and by whomever`(
        member: String, skipping: Double
    ) async throws {
        _ = try await acme.post(PhoneCheckIn(Self.walk(seed: 1)))
        var again = PhoneCheckIn(Self.walk(seed: 1), member: member)
        again.skipping = skipping
        again.north = 40

        let posted = try await acme.post(again)

        #expect(posted.status == 201)
        #expect(posted.decision == "rejected")
        #expect(posted.codes.first == "replayed-sensors")
        let finding = try #require(
            posted.json["findings"]?.items.first { $0["code"]?.text == "replay.samples" })
        #expect(finding["check"]?.text == "replay")
        #expect(finding["weight"]?.number == 6)
        #expect(finding["detail"]?["rule"]?.text == "hard")
        #expect((finding["detail"]?["measured"]?.number ?? 0) >= 3)
    }

    @Test func `the sensors of a lying phone that come again are rejected too`() async throws {
        let table = HonestPhone(.fine, .table, seconds: 15).window(seed: 4)
        let first = try await acme.post(PhoneCheckIn(table))
        var again = PhoneCheckIn(table, member: "e2")
        again.skipping = 0.3

        let posted = try await acme.post(again)

        #expect(first.decision == "accepted")
        #expect(posted.codes.contains("replayed-sensors"))
    }

    @Test func `who answers a challenge may send the same window again, and nobody else`()
        async throws
    {
        let policy = #"{"evidence":{"apps":"required"}}"#
        _ = try await acme.admin.send("PUT", "\(acme.path)/policy", policy)
        let challenged = PhoneCheckIn(Self.walk(seed: 1))
        let first = try await acme.post(challenged)
        var retry = PhoneCheckIn(Self.walk(seed: 1))
        retry.more = #","answers":"\#(challenged.id)""#
        let second = try await acme.post(retry)
        var answer = PhoneCheckIn(Self.walk(seed: 1))
        answer.more =
            #","answers":"\#(retry.id)","apps":{"listRevision":1,"matches":[]}"#
        let third = try await acme.post(answer)
        var thief = PhoneCheckIn(Self.walk(seed: 1), member: "e2")
        thief.north = 100
        thief.more = answer.more
        let fourth = try await acme.post(thief)

        #expect(first.decision == "challenged")
        #expect(second.decision == "challenged")
        #expect(!second.codes.contains("replayed-sensors"))
        #expect(third.decision == "accepted", "\(third.text)")
        #expect(fourth.codes.contains("replayed-sensors"))
        #expect(fourth.decision == "rejected")
    }

    @Test func `of two check-ins with the same samples at once one is rejected`() async throws {
        let bodies = (0..<8).map { _ in PhoneCheckIn(Self.walk(seed: 9)) }
        let acme = acme

        let decisions = try await withThrowingTaskGroup(of: String?.self) { group in
            for body in bodies.map(\.body) {
                group.addTask {
                    try await acme.app.send("POST", "\(acme.path)/check-ins", body).decision
                }
            }
            return try await group.reduce(into: []) { $0.append($1 ?? "") }
        }

        #expect(decisions.count { $0 == "accepted" } == 1)
        #expect(decisions.count { $0 == "rejected" } == 7)
    }

    /// Posts a scan that is the same every time but for what is changed, without sensors.
    private func scanned(
        member: String = "e1", minutesAgo: Double = 0, _ change: (inout PhoneCheckIn) -> Void
    ) async throws -> Client.Answer {
        var checkIn = PhoneCheckIn(Self.walk(seed: 1), member: member)
        checkIn.hasSensors = false
        checkIn.endedAt = Date(timeIntervalSinceNow: -60 * minutesAgo)
        // As a phone sends what it kept while it was offline.
        if minutesAgo > 0 { checkIn.more = #","queued":true"# }
        checkIn.scan = (1...6).map { (bssid: "3c:84:6a:00:00:0\($0)", rssi: -50 - 3 * $0) }
        change(&checkIn)
        return try await acme.post(checkIn)
    }

    @Test func `a scan that another phone sends to the last dB is told`() async throws {
        let first = try await scanned { _ in }
        let varied = try await scanned(member: "e2") { $0.scan?[2].rssi += 1 }
        let again = try await scanned(member: "e2") { $0.scan?.reverse() }
        let otherPhone = try await scanned { $0.device = "another-phone" }
        let noPhone = try await scanned { $0.device = nil }

        #expect(!first.codes.contains("replayed-wifi"))
        #expect(!varied.codes.contains("replayed-wifi"))
        #expect(again.codes.contains("replayed-wifi"))
        #expect(otherPhone.codes.contains("replayed-wifi"))
        #expect(noPhone.codes.contains("replayed-wifi"))
    }

    @Test func `one's own phone sends its last scan until it may make another one`()
        async throws
    {
        func cached(_ answer: Client.Answer) -> Bool {
            answer.json["findings"]?.items.contains { $0["code"]?.text == "wifi.cached" } ?? false
        }
        let first = try await scanned(minutesAgo: 90) { _ in }
        let atOnce = try await scanned(minutesAgo: 87) { _ in }
        let later = try await scanned(minutesAgo: 70) { _ in }
        let atLast = try await scanned(minutesAgo: 10) { _ in }

        #expect(!first.codes.contains("replayed-wifi"))
        #expect(!atOnce.codes.contains("replayed-wifi") && !cached(atOnce))
        #expect(!later.codes.contains("replayed-wifi") && cached(later), "\(later.text)")
        #expect(atLast.codes.contains("replayed-wifi") && !cached(atLast))
    }

    @Test func `a withdrawn consent takes the traces of its evidence along`() async throws {
        _ = try await acme.post(PhoneCheckIn(Self.walk(seed: 1)))
        _ = try await acme.app.send("DELETE", "\(acme.path)/members/e1/consents/motion")

        let posted = try await acme.post(PhoneCheckIn(Self.walk(seed: 1), member: "e2"))

        #expect(!posted.codes.contains("replayed-sensors"))
    }
}
