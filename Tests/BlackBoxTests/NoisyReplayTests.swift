import Foundation
import JSON
import Motion
import Simulation
import Testing

/// Motion that comes again under fresh noise, and two phones that feel one motion.
struct NoisyReplayTests {
    private let server: RunningServer
    private let acme: Tenant
    private static let now = Date()

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await acme.addMember("e2")
    }

    private static func walk(_ seed: UInt64) -> PhoneWindow {
        HonestPhone(.ordinary, .walking, seconds: 15).window(seed: seed)
    }

    /// Another window's sensors with fresh noise, turned or not.
    private static func forged(_ attack: Attack, of seed: UInt64) throws -> PhoneWindow {
        try #require(
            AttackComposer(seed: 3).compose(attack, on: walk(seed + 100), donor: walk(seed)))
    }

    @Test(arguments: [Attack.replayNoise, .replayScaled, .replayRotated])
    func `a replay with noise is rejected, for it correlates`(attack: Attack) async throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let honest = try await acme.post(PhoneCheckIn(Self.walk(seed)))
            #expect(honest.decision == "accepted", "\(honest.text)")
        }

        let posted = try await acme.post(PhoneCheckIn(Self.forged(attack, of: 2)))

        #expect(posted.codes.contains("replayed-sensors"))
        #expect(posted.decision == "rejected")
        let finding = try #require(
            posted.json["findings"]?.items.first { $0["code"]?.text == "replay.motion" })
        #expect((finding["detail"]?["measured"]?.number ?? 0) > 0.91)
        #expect(finding["message"]?.text?.contains("%") == true)
    }

    @Test func `an organization that keeps no motions compares none`() async throws {
        let policy = #"{"motion":{"history":0}}"#
        let put = try await acme.admin.send("PUT", "\(acme.path)/policy", policy)
        let shown = try await acme.admin.get("\(acme.path)/policy")
        _ = try await acme.post(PhoneCheckIn(Self.walk(1)))

        let posted = try await acme.post(PhoneCheckIn(Self.forged(.replayNoise, of: 1)))

        #expect(put.status == 200)
        #expect(shown.json["motion"]?["history"]?.number == 0)
        #expect(!posted.codes.contains("replayed-sensors"))
    }

    @Test(arguments: [#"{"motion":{"history":51}}"#, #"{"motion":{"histories":1}}"#])
    func `what a policy cannot say of motions is refused`(policy: String) async throws {
        let put = try await acme.admin.send("PUT", "\(acme.path)/policy", policy)
        let shown = try await acme.admin.get("\(acme.path)/policy")

        #expect(put.status == 422)
        #expect(shown.json["motion"] == nil)
    }

    @Test func `who answers a challenge may be as moved as before`() async throws {
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/policy", #"{"evidence":{"apps":"required"}}"#)
        let challenged = PhoneCheckIn(Self.walk(1))
        _ = try await acme.post(challenged)
        var answer = PhoneCheckIn(try Self.forged(.replayNoise, of: 1))
        answer.more =
            #","answers":"\#(challenged.id)","apps":{"listRevision":1,"matches":[]}"#
        let answered = try await acme.post(answer)
        var other = PhoneCheckIn(try Self.forged(.replayNoise, of: 1))
        other.more = #","apps":{"listRevision":1,"matches":[]}"#
        let again = try await acme.post(other)

        #expect(answered.decision == "accepted", "\(answered.text)")
        #expect(again.codes.contains("replayed-sensors"))
    }

    @Test func `two phones that one person carries are told`() async throws {
        var mine = PhoneCheckIn(Self.walk(1))
        mine.endedAt = Self.now
        let first = try await acme.post(mine)
        var theirs = PhoneCheckIn(try Self.forged(.replayRotated, of: 1), member: "e2")
        theirs.endedAt = Self.now.addingTimeInterval(1)
        theirs.north = 12
        let second = try await acme.post(theirs)

        #expect(first.decision == "accepted")
        #expect(second.codes == ["carried-together"])
        #expect(second.decision == "flagged")
    }

    @Test(arguments: [(300.0, 12.0), (1, 420)])
    func `phones moved at other times or places are not`(
        seconds: Double, north: Double
    ) async throws {
        var mine = PhoneCheckIn(Self.walk(1))
        mine.endedAt = Self.now.addingTimeInterval(-seconds)
        _ = try await acme.post(mine)
        var theirs = PhoneCheckIn(try Self.forged(.replayRotated, of: 1), member: "e2")
        theirs.endedAt = Self.now
        theirs.north = north

        let posted = try await acme.post(theirs)

        #expect(!posted.codes.contains("carried-together"))
    }

    @Test func `two colleagues who walk side by side are not`() async throws {
        for (seed, member) in [(5, "e1"), (6, "e2")] as [(UInt64, String)] {
            var checkIn = PhoneCheckIn(Self.walk(seed), member: member)
            checkIn.endedAt = Self.now

            let posted = try await acme.post(checkIn)

            #expect(posted.decision == "accepted", "\(posted.text)")
        }
    }

    @Test func `a withdrawn consent takes the motions along`() async throws {
        _ = try await acme.post(PhoneCheckIn(Self.walk(1)))
        _ = try await acme.app.send("DELETE", "\(acme.path)/members/e1/consents/motion")
        _ = try await acme.app.send(
            "PUT", "\(acme.path)/members/e1/consents/motion", #"{"channel":"app"}"#)

        let posted = try await acme.post(PhoneCheckIn(Self.forged(.replayNoise, of: 1)))

        #expect(!posted.codes.contains("replayed-sensors"))
    }
}
