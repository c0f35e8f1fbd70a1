import Foundation

/// How well a score tells frauds from honest windows: the receiver operating characteristic.
public struct OperatingCurve: Sendable {
    private let honest: [Double]
    private let frauds: [Double]

    /// Takes scores; higher is more suspicious.
    public init(honest: [Double], frauds: [Double]) {
        self.honest = honest.sorted()
        self.frauds = frauds.sorted()
    }

    /// The probability that a fraud scores above an honest window, ties half (H. Mann, D. Whitney,
    /// 1947); 0.5 with either empty.
    public var area: Double {
        guard !honest.isEmpty, !frauds.isEmpty else { return 0.5 }
        var (below, equal) = (0, 0)
        var sum = 0.0
        for fraud in frauds {
            while below < honest.count, honest[below] < fraud { below += 1 }
            equal = max(equal, below)
            while equal < honest.count, honest[equal] <= fraud { equal += 1 }
            sum += Double(below) + 0.5 * Double(equal - below)
        }
        return sum / (Double(honest.count) * Double(frauds.count))
    }

    /// The lowest score above which no more than a share of honest windows lies.
    public func threshold(falsePositives share: Double) -> Double {
        let allowed = Int((share * Double(honest.count)).rounded(.down))
        guard allowed < honest.count else { return -.infinity }
        return honest[honest.count - 1 - allowed]
    }

    /// How many frauds lie above a threshold.
    public func detected(above threshold: Double) -> Int {
        frauds.count { $0 > threshold }
    }

    /// Points (false positives, detections) for drawing, from (0, 0) to (1, 1).
    public var points: [(falsePositives: Double, detections: Double)] {
        guard !honest.isEmpty, !frauds.isEmpty else { return [(0, 0), (1, 1)] }
        var points: [(Double, Double)] = [(0, 0)]
        for threshold in Set(honest + frauds).sorted(by: >) {
            let passed = honest.count { $0 >= threshold }
            let caught = frauds.count { $0 >= threshold }
            points.append(
                (Double(passed) / Double(honest.count), Double(caught) / Double(frauds.count)))
        }
        return points.map { (falsePositives: $0.0, detections: $0.1) }
    }
}
