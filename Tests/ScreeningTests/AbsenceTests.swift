import Attendance
import Testing

@testable import Screening

/// Leaving evidence out must never pay.
struct AbsenceTests {
    private static let address = "3c:84:6a:12:34:56"

    @Test(arguments: Purpose.allCases, [Policy.Proof.gps, .wifi, .gpsOrWiFi, .gpsAndWiFi])
    func `an honest check-in gains nothing by leaving evidence out`(
        purpose: Purpose, rule: Policy.Proof
    ) throws {
        let source = try Self.source(rule: rule)
        let whole = try Self.honest()

        let complete = Self.decide(whole, by: source)
        let stripped = Self.decide(whole.without(purpose), by: source)

        #expect(complete.verdict == .accepted)
        #expect(stripped.risk.score >= complete.risk.score)
        #expect(stripped.risk.coverage <= complete.risk.coverage)
        #expect(stripped.verdict >= complete.verdict)
    }

    @Test(arguments: [Policy.Proof.gps, .wifi, .gpsOrWiFi, .gpsAndWiFi])
    func `who is outside is never accepted for sending less`(rule: Policy.Proof) throws {
        let source = try Self.source(rule: rule)
        var outside = try Self.honest()
        outside.location = Sample.location(north: 3_000)
        outside.wifi = try Sample.wifi("00:11:22:33:44:55")

        for purpose in [Purpose.location, .wifi, .device] {
            let verdict = Self.decide(outside.without(purpose), by: source).verdict
            #expect(verdict >= .challenged)
        }
        let nothing = outside.without(.location).without(.wifi)
        #expect(Self.decide(nothing, by: source).verdict >= .challenged)
    }

    @Test func `with every kind optional an empty check-in is at least reviewed`() throws {
        let source = Sample.source { $0.evidence.location = .optional }
        let nothing = Sample.checkIn { $0.location = nil }

        let decision = Self.decide(nothing, by: source)

        #expect(decision.place.outcome == .uncertain)
        #expect(decision.verdict == .flagged)
    }

    private static func source(rule: Policy.Proof) throws -> RulebookSource {
        Sample.source([try Sample.geofence("hq", accessPoints: [address])]) {
            $0.place.rule = rule
        }
    }

    private static func honest() throws -> CheckIn {
        var checkIn = try Sample.checkIn(wifi: address)
        checkIn.location = Sample.location { $0.mock = false }
        checkIn.device = Device(id: "d", platform: .ios)
        return checkIn
    }

    private static func decide(_ checkIn: CheckIn, by source: RulebookSource) -> Decision {
        let rulebook = CompiledRulebook(source)
        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        return Decision(examination.findings, present: checkIn.carried, policy: rulebook.policy)
    }
}

extension CheckIn {
    /// The check-in without one kind of evidence.
    fileprivate func without(_ purpose: Purpose) -> CheckIn {
        var demands = Policy.EvidenceDemands()
        demands.face = .optional
        switch purpose {
        case .location: demands.location = .off
        case .motion: demands.motion = .off
        case .wifi: demands.wifi = .off
        case .apps: demands.apps = .off
        case .face: demands.face = .off
        case .device: demands.device = .off
        }
        return keeping(demands)
    }
}
