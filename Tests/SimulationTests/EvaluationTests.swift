import Foundation
import Motion
import Testing

@testable import Simulation

struct EvaluationTests {
    @Test(arguments: [
        (0, 10, 0.0, 0.308_5), (5, 10, 0.187_1, 0.812_9), (10, 10, 0.691_5, 1),
        (1, 1_000, 0.000_03, 0.005_6),
    ])
    func `an exact interval equals the printed tables`(
        successes: Int, trials: Int, lower: Double, upper: Double
    ) {
        let interval = BinomialInterval(successes: successes, trials: trials)

        #expect(abs(interval.lower - lower) < 1e-4)
        #expect(abs(interval.upper - upper) < 1e-4)
    }

    @Test func `the area counts ties half and the threshold keeps its promise`() {
        let curve = OperatingCurve(honest: [0, 1, 1, 2], frauds: [1, 3])

        #expect(curve.area == 0.75)
        #expect(curve.threshold(falsePositives: 0.25) == 1)
        #expect(curve.detected(above: 1) == 1)
        #expect(OperatingCurve(honest: [], frauds: [1]).area == 0.5)
    }

    @Test func `equal seeds make equal windows and equal attacks`() throws {
        let phone = HonestPhone(.coarse, .driving, seconds: 8)
        let (one, two) = (phone.window(seed: 5), phone.window(seed: 5))

        #expect(one.evidence.accelerometer == two.evidence.accelerometer)
        #expect(one.evidence.fixes == two.evidence.fixes)
        for attack in Attack.allCases {
            let forged = AttackComposer(seed: 2).compose(attack, on: one, donor: two)
            let again = AttackComposer(seed: 2).compose(attack, on: two, donor: one)
            #expect(forged?.evidence.fixes == again?.evidence.fixes)
            #expect(forged?.evidence.accelerometer == again?.evidence.accelerometer)
        }
    }

    @Test func `generated people are told from their forgeries`() throws {
        let people = GeneratedPeople(count: 12, windowsEach: 3)
        let scene = RadioScene(seed: 11)
        let report = Evaluation("generated", lengths: [10], scene: scene) {
            people.windows(seconds: $0)
        }.report()

        let pooled = try #require(report.pooled.first { $0.name == "pooled, all but the knowing" })
        #expect(pooled.carried.area > 0.9)
        #expect(try #require(pooled.heard).area > pooled.carried.area)
        let exact = try #require(report.rows.first { $0.name == "replay, exact" })
        #expect(exact.carried.flagged >= 0.99)
        let displaced = try #require(report.rows.first { $0.name == "own track moved 3 km" })
        #expect(displaced.carried.detection < 0.2)
        #expect(try #require(displaced.heard).detection > 0.9)
        #expect(report.text.contains("teleport"))
        #expect(report.svg.hasPrefix("<svg"))
        #expect(try !report.json.isEmpty)
    }
}
