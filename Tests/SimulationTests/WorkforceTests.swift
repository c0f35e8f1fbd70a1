import Motion
import Testing

@testable import Simulation

struct WorkforceTests {
    private func workforce(seed: UInt64, each: Int = 2) -> SimulatedWorkforce {
        var plan = SimulatedWorkforce.Plan()
        (plan.seed, plan.each, plan.honest) = (seed, each, 2)
        return SimulatedWorkforce(
            plan, pool: WindowPool(seed: seed, seconds: 6), scene: RadioScene(seed: seed))
    }

    @Test func `every attack is tried as often as planned, in the order of time`() {
        let made = workforce(seed: 1)

        for attack in Attack.allCases {
            let expected = attack == .sharedDevice ? 6 : 2
            #expect(made.checkIns.count { $0.attack == attack } == expected, "\(attack)")
        }
        #expect(made.missing.isEmpty)
        #expect(zip(made.checkIns, made.checkIns.dropFirst()).allSatisfy { $0.age >= $1.age })
        #expect(Set(made.checkIns.map(\.id)).count == made.checkIns.count)
        #expect(Set(made.members).count == made.members.count)
        #expect(made.checkIns.allSatisfy { $0.age < 72 * 3_600 })
    }

    @Test func `equal seeds make equal check-ins`() {
        let (one, two) = (workforce(seed: 4, each: 1), workforce(seed: 4, each: 1))

        #expect(one.checkIns.map(\.id) == two.checkIns.map(\.id))
        #expect(one.checkIns.map(\.evidence.fixes) == two.checkIns.map(\.evidence.fixes))
        #expect(workforce(seed: 5, each: 1).checkIns.map(\.id) != one.checkIns.map(\.id))
    }

    @Test func `honest sensors are sent once, and every last fix lies at its site`() {
        let made = workforce(seed: 2)
        var seen: Set<UInt64> = []
        for checkIn in made.checkIns where checkIn.attack == nil {
            let prints = Fingerprints(
                accelerometer: checkIn.evidence.accelerometer, gyroscope: nil,
                key: FingerprintKey(low: 1, high: 1))
            #expect(prints.shared(with: seen) == 0)
            seen.formUnion(prints.values)
        }
        for checkIn in made.checkIns {
            let (last, site) = (checkIn.evidence.fixes.fixes.last, checkIn.site.position)
            #expect(abs((last?.latitude ?? 0) - site.latitude) < 1e-4)
            #expect(abs((last?.longitude ?? 0) - site.longitude) < 1e-4)
        }
    }

    @Test func `buddies share what the attack says they share`() throws {
        let made = workforce(seed: 3, each: 1).checkIns
        let shared = made.filter { $0.device == "phone-of-shared-device-1" && $0.age < 700 }
        #expect(Set(shared.map(\.member)).count == 4)

        let pair = made.filter { $0.member.hasPrefix("identical-coordinates-1") && $0.age < 700 }
        #expect(pair.count == 2)
        let places = pair.map { $0.evidence.fixes.fixes.map(\.latitude) }
        #expect(places.first == places.last)

        let earlier = try #require(
            made.last { $0.member == "wifi-replayed-1" && $0.attack == nil }?.readings)
        let replayed = try #require(made.last { $0.attack == .wifiReplayed }?.readings)
        #expect(earlier.map(\.strength) == replayed.map(\.strength))
    }

    @Test func `a recorded pool is spent, and says so`() {
        let windows = (0..<4).map { HonestPhone(.fine, .walking, seconds: 5).window(seed: $0) }
        var plan = SimulatedWorkforce.Plan()
        (plan.attacks, plan.each, plan.honest) = ([.displaced], 3, 1)

        let made = SimulatedWorkforce(
            plan, pool: WindowPool(recorded: windows, seconds: 5), scene: RadioScene(seed: 1))

        #expect(made.missing == [.displaced])
        #expect(made.checkIns.count == 4)
    }
}
