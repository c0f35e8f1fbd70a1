import Attendance
import Testing

struct DecisionTests {
    private static let inside = [Sample.gps(.placeInside)]
    private static let sent = Purposes.of(.location)

    @Test func `a check-in inside with nothing against it is accepted`() {
        let decision = Decision(Self.inside, present: Self.sent, policy: Policy())

        #expect(decision.verdict == .accepted)
        #expect(decision.required.isEmpty)
        #expect(decision.place.outcome == .inside)
        #expect(decision.risk.score > 0)
    }

    @Test func `Wi-Fi of a place alone is accepted by the default policy`() {
        let findings = [Sample.gps(.locationMissing), Sample.wifi(.wifiInside)]

        let decision = Decision(findings, present: .of(.wifi), policy: Policy())

        #expect(decision.verdict == .accepted)
        #expect(decision.place.by == [.wifi])
    }

    @Test func `evidence that is required and missing is asked for`() {
        var policy = Policy()
        policy.evidence.face = .required
        policy.evidence.motion = .required

        let decision = Decision(Self.inside, present: Self.sent, policy: policy)

        #expect(decision.verdict == .challenged)
        #expect(decision.required == [.motion, .face])
    }

    @Test(arguments: [(Policy.Proof.wifi, Purpose.wifi), (.gpsAndWiFi, .wifi)])
    func `what the place cannot be told without is asked for`(
        rule: Policy.Proof, purpose: Purpose
    ) {
        var policy = Policy()
        policy.place.rule = rule

        let decision = Decision(
            Self.inside + [Sample.wifi(.wifiMissing)], present: Self.sent, policy: policy)

        #expect(decision.verdict == .challenged)
        #expect(decision.required == [purpose])
    }

    @Test(arguments: [
        (Policy.Outside.reject, Verdict.rejected), (.flag, .flagged), (.fieldWork, .accepted),
    ])
    func `the policy says what being outside means`(outside: Policy.Outside, verdict: Verdict) {
        var policy = Policy()
        policy.place.outside = outside

        let decision = Decision(
            [Sample.gps(.placeOutside)], present: Self.sent, policy: policy)

        #expect(decision.verdict == verdict)
        #expect(decision.place.outcome == .outside)
    }

    @Test(arguments: [
        (Policy.Action.ignore, Verdict.accepted), (.flag, .flagged), (.challenge, .challenged),
        (.reject, .rejected),
    ])
    func `the policy says what a risk code means`(action: Policy.Action, verdict: Verdict) {
        var policy = Policy()
        policy.actions[.rooted] = action

        let decision = Decision(
            Self.inside + [Sample.suspicion(.rooted)], present: Self.sent, policy: policy)

        #expect(decision.verdict == verdict)
    }

    @Test func `the strictest of all reasons stands`() {
        var policy = Policy()
        policy.evidence.face = .required
        let findings = [
            Sample.gps(.placeUncertain), Sample.suspicion(.emulator),
            Sample.suspicion(.mockLocation),
        ]

        let strict = Decision(findings, present: Self.sent, policy: policy)
        let milder = Decision(Array(findings.dropLast()), present: Self.sent, policy: policy)

        #expect(strict.verdict == .rejected && strict.required.isEmpty)
        #expect(milder.verdict == .challenged && milder.required == [.face])
    }

    @Test(arguments: [
        (1.0, Verdict.accepted), (3.5, .challenged), (5.0, .challenged), (7.0, .rejected),
    ])
    func `a greater score never gets a milder verdict`(weight: Double, verdict: Verdict) {
        let findings = Self.inside + [Sample.suspicion(.rooted, weight: weight)]

        var policy = Policy()
        policy.risk.prior = 0.02
        policy.actions[.rooted] = .ignore

        let decision = Decision(findings, present: Self.sent, policy: policy)

        #expect(decision.verdict == verdict)
    }

    @Test(arguments: [
        (1.0, Verdict.flagged), (3.5, .challenged), (5.0, .flagged), (8.0, .rejected),
    ])
    func `what the policy flags goes to people once the score is theirs`(
        weight: Double, verdict: Verdict
    ) {
        var policy = Policy()
        policy.risk.prior = 0.02
        policy.actions[.rooted] = .flag

        let decision = Decision(
            Self.inside + [Sample.suspicion(.rooted, weight: weight)], present: Self.sent,
            policy: policy)

        #expect(decision.verdict == verdict)
    }

    @Test(arguments: [(3.5, Verdict.accepted), (5.0, .flagged)])
    func `with nothing left to add a suspicious score waits for a person`(
        weight: Double, verdict: Verdict
    ) {
        let findings = Self.inside + [Sample.suspicion(.rooted, weight: weight)]

        let decision = Decision(findings, present: Sample.all, policy: Policy())

        #expect(decision.verdict == verdict)
    }

    @Test func `a challenge that nothing can answer is a review instead`() {
        var policy = Policy()
        policy.actions[.rooted] = .challenge

        let decision = Decision(
            Self.inside + [Sample.suspicion(.rooted)], present: Sample.all, policy: policy)

        #expect(decision.verdict == .flagged)
    }

    @Test func `findings come by what they did to the verdict, then the place, then the weight`() {
        let place = Sample.gps(.placeInside)
        let rooted = Sample.suspicion(.rooted, weight: 1.5)
        let emulator = Sample.suspicion(.emulator, weight: 0.1)
        let denied = Finding(.mockLocation, .mockDenied, .supports, weight: -0.9)

        let decision = Decision(
            [denied, place, rooted, emulator], present: Self.sent, policy: Policy())

        #expect(decision.verdict == .flagged)
        #expect(decision.findings == [emulator, place, rooted, denied])
    }
}
