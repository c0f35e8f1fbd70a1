import Attendance
import Foundation
import Testing

struct CalibrationFitTests {
    /// Labels whose true log odds are slope · x + offset, from a small generator with a seed.
    private func labels(_ count: Int, slope: Double, offset: Double) -> [ScoredLabel] {
        var state: UInt64 = 9
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        return (0..<count).map { _ in
            let x = 8 * uniform() - 4
            let truth = 1 / (1 + exp(-(slope * x + offset)))
            return ScoredLabel(logOdds: x, isFraud: uniform() < truth)
        }
    }

    @Test(arguments: [(0.5, 1.0), (1.0, 0.0), (2.0, -1.5)])
    func `the line that made the labels is found again`(slope: Double, offset: Double) throws {
        let fit = try CalibrationFit(labels(20_000, slope: slope, offset: offset))

        #expect(abs(fit.calibration.slope - slope) < 0.08)
        #expect(abs(fit.calibration.offset - offset) < 0.12)
        #expect(fit.after.brier <= fit.before.brier + 1e-4)
        #expect(fit.after.error < 0.03)
    }

    @Test func `labels that part perfectly keep a finite line`() throws {
        let honest = (0..<40).map { ScoredLabel(logOdds: -1 - Double($0), isFraud: false) }
        let frauds = (0..<40).map { ScoredLabel(logOdds: 1 + Double($0), isFraud: true) }

        let line = try CalibrationFit(honest + frauds).calibration

        #expect(line.slope.isFinite && line.slope < 10)
        #expect(abs(line.offset) < 0.1)
    }

    @Test func `scores that say the opposite keep their direction`() throws {
        let wrong = labels(1_000, slope: -1, offset: 0)

        #expect(try CalibrationFit(wrong).calibration.slope > 0)
    }

    @Test(arguments: [(49, 20), (60, 9), (60, 51), (0, 0)])
    func `too few labels are refused with their number`(count: Int, frauds: Int) {
        let labels = (0..<count).map { ScoredLabel(logOdds: Double($0), isFraud: $0 < frauds) }

        #expect(throws: CalibrationFit.Shortage.tooFewLabels(count: count, frauds: frauds)) {
            try CalibrationFit(labels)
        }
    }

    @Test func `scores without a number do not count`() {
        let labels = (0..<60).map {
            ScoredLabel(logOdds: $0 == 0 ? .infinity : 0, isFraud: $0 % 2 == 0)
        }

        #expect(throws: Never.self) { try CalibrationFit(labels) }
        #expect(CalibrationFit.line(through: []) == .identity)
    }

    @Test func `reliability is the gap of probability and share`() {
        let half = (0..<100).map { ScoredLabel(logOdds: 0, isFraud: $0 < 20) }

        let reliability = Reliability(of: half)

        #expect(abs(reliability.brier - 0.25) < 1e-12)
        #expect(reliability.bins.count == 10)
        #expect(reliability.bins.allSatisfy { $0.count == 10 && $0.probability == 0.5 })
        // Equal probabilities stand in the order of their truth: eight bins of 0, two of 1.
        #expect(abs(reliability.error - 0.5) < 1e-12)
        #expect(Reliability(of: []).error == 0)
    }
}
