import Attendance
import Foundation
import Testing

struct RiskTests {
    @Test func `without evidence the risk is the prior`() {
        let risk = Risk(fusing: [], prior: 0.01)

        #expect(abs(risk.score - 0.01) < 1e-12)
        #expect(risk.coverage == 0)
        #expect(risk.codes.isEmpty)
    }

    @Test func `log likelihood ratios add to the log odds`() {
        let risk = Risk(fusing: [Sample.suspicion(.emulator, weight: 4)], prior: 0.01)

        let odds = 0.01 / 0.99 * exp(4)
        #expect(abs(risk.score - odds / (1 + odds)) < 1e-12)
        #expect(risk.coverage == 1 / 6.0)
    }

    @Test(arguments: CheckName.allCases)
    func `a family of evidence counts no more than its cap`(check: CheckName) {
        let most = [Finding(check, .deviceNew, .contradicts, weight: 1e300)]
        let least = [Finding(check, .deviceNew, .supports, weight: -1e300)]
        let bounds = check.group.bounds

        let scores = [most, least].map { Risk(fusing: $0, prior: 0.5).score }

        #expect(abs(scores[0] - 1 / (1 + exp(-bounds.upperBound))) < 1e-12)
        #expect(abs(scores[1] - 1 / (1 + exp(-bounds.lowerBound))) < 1e-12)
    }

    @Test(arguments: Purpose.allCases)
    func `evidence that is missing never lowers the risk`(purpose: Purpose) {
        let present = [Sample.suspicion(.rooted, weight: 1.5), Sample.wifi(.wifiInside)]
        // A missing finding weighs nothing even where a check gave it a weight.
        let missing = Finding(.motion, .missing(purpose), .missing, weight: -3)

        let before = Risk(fusing: present, prior: 0.01)
        let after = Risk(fusing: present + [missing], prior: 0.01)

        #expect(after.score == before.score && after.coverage == before.coverage)
    }

    @Test func `good Wi-Fi does not launder a proven replay`() {
        let replay = Sample.suspicion(.replayedSensors, weight: 7, .replay)
        let wifi = (0..<50).map { _ in Sample.wifi(.wifiInside) }

        #expect(Risk(fusing: wifi + [replay], prior: 0.01).score > 0.15)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, -1, 0, 1, 2])
    func `the score is a probability whatever the prior and the weights`(prior: Double) {
        let findings = [.nan, .infinity, 1e308].map { Sample.suspicion(.rooted, weight: $0) }

        let score = Risk(fusing: findings, prior: prior).score

        #expect((0...1).contains(score))
    }

    @Test func `codes come heaviest first, each once, equal ones by name`() {
        let findings = [
            Sample.suspicion(.rooted, weight: 1), Sample.suspicion(.emulator, weight: 4),
            Sample.suspicion(.clockSkew, weight: 1), Sample.suspicion(.rooted, weight: 2),
            Sample.suspicion(.newDevice, weight: 1),
        ]

        let codes = Risk(fusing: findings, prior: 0.01).codes

        #expect(codes == [.emulator, .rooted, .clockSkew, .newDevice])
    }

    @Test func `the same findings always give the same score, to the last bit`() {
        let findings = CheckName.allCases.map { Sample.suspicion(.rooted, weight: 0.1, $0) }

        let scores = Set((0..<100).map { _ in Risk(fusing: findings, prior: 0.013).score })

        #expect(scores.count == 1)
    }

    @Test func `reviews bend the score along a line through the log odds`() {
        let calibration = Calibration(slope: 0, offset: 0)

        #expect(Risk(fusing: [], prior: 0.01, calibration: calibration).score == 0.5)
    }

    @Test(arguments: [
        (-3.0, 2.0, 0.01, 2.0), (50, -99, 10, -20), (.nan, 1, 1, 0), (1, .infinity, 1, 0),
        (0.8, -1.5, 0.8, -1.5),
    ])
    func `no calibration turns suspicion into praise`(
        slope: Double, offset: Double, keptSlope: Double, keptOffset: Double
    ) {
        let bounded = Calibration(slope: slope, offset: offset).bounded

        #expect(bounded == Calibration(slope: keptSlope, offset: keptOffset))
    }
}
