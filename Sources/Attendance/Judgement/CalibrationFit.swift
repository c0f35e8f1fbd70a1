import Foundation

/// A score whose truth is known.
public struct ScoredLabel: Hashable, Sendable {
    /// The log odds of fraud before any correction.
    public let logOdds: Double
    /// Whether it was one.
    public let isFraud: Bool

    /// Joins a score with its truth.
    public init(logOdds: Double, isFraud: Bool) {
        self.logOdds = logOdds
        self.isFraud = isFraud
    }
}

/// A calibration fitted to labels: the logistic line of least loss (J. Platt, "Probabilistic outputs
/// for support vector machines", 1999).
///
/// The loss is the mean cross-entropy to Platt's targets (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2), which keep
/// a few labels from claiming certainty, plus ½·10⁻³·((slope − 1)² + offset²), which keeps the line
/// where it was as long as labels say nothing. It is convex; Newton's method finds its one minimum.
public struct CalibrationFit: Hashable, Sendable {
    /// The fewest labels a fit is made from.
    public static let labelsMin = 50
    /// The fewest frauds, and the fewest honest ones, among them.
    public static let eachMin = 10
    private static let penalty = 1e-3

    /// The line.
    public let calibration: Calibration
    /// How far the labels' probabilities could be believed without it.
    public let before: Reliability
    /// The same with it, on the labels it was fitted to.
    public let after: Reliability

    /// Why no fit is made.
    public enum Shortage: Error, Hashable, Sendable {
        /// There are so many labels, so many of them frauds.
        case tooFewLabels(count: Int, frauds: Int)
    }

    /// Fits labels.
    ///
    /// - Throws: `tooFewLabels` below `labelsMin`, or with fewer than `eachMin` of either kind.
    public init(_ labels: [ScoredLabel]) throws(Shortage) {
        let labels = labels.filter(\.logOdds.isFinite)
        let frauds = labels.count(where: \.isFraud)
        guard labels.count >= Self.labelsMin, frauds >= Self.eachMin,
            labels.count - frauds >= Self.eachMin
        else { throw .tooFewLabels(count: labels.count, frauds: frauds) }
        let line = Self.line(through: labels).bounded
        calibration = line
        before = Reliability(of: labels)
        after = Reliability(
            of: labels.map {
                ScoredLabel(
                    logOdds: line.slope * $0.logOdds + line.offset, isFraud: $0.isFraud)
            })
    }

    /// The line of least loss through any number of labels; the identity through none.
    public static func line(through labels: [ScoredLabel]) -> Calibration {
        let frauds = Double(labels.count(where: \.isFraud))
        let honest = Double(labels.count) - frauds
        let targets = (fraud: (frauds + 1) / (frauds + 2), honest: 1 / (honest + 2))
        var (slope, offset) = (1.0, 0.0)
        guard !labels.isEmpty else { return .identity }
        func loss(_ slope: Double, _ offset: Double) -> Double {
            let sum = labels.reduce(0) { sum, label in
                let z = slope * label.logOdds + offset
                let target = label.isFraud ? targets.fraud : targets.honest
                // ln(1 + eᶻ) − t z without overflow.
                return sum + max(z, 0) + log1p(exp(-abs(z))) - target * z
            }
            let strayed = (slope - 1) * (slope - 1) + offset * offset
            return sum / Double(labels.count) + penalty / 2 * strayed
        }
        for _ in 0..<50 {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for label in labels {
                let p = 1 / (1 + exp(-(slope * label.logOdds + offset)))
                let error = p - (label.isFraud ? targets.fraud : targets.honest)
                let weight = p * (1 - p)
                g0 += error * label.logOdds
                g1 += error
                h00 += weight * label.logOdds * label.logOdds
                h01 += weight * label.logOdds
                h11 += weight
            }
            let share = 1 / Double(labels.count)
            let (a, b) = (g0 * share + penalty * (slope - 1), g1 * share + penalty * offset)
            let (p, q, r) = (h00 * share + penalty, h01 * share, h11 * share + penalty)
            let determinant = p * r - q * q
            let step = ((r * a - q * b) / determinant, (p * b - q * a) / determinant)
            guard step.0.isFinite, step.1.isFinite else { break }
            // Half of the step while it would climb.
            var scale = 1.0
            let present = loss(slope, offset)
            while scale > 1e-6, loss(slope - scale * step.0, offset - scale * step.1) > present {
                scale /= 2
            }
            slope -= scale * step.0
            offset -= scale * step.1
            if abs(step.0) + abs(step.1) < 1e-9 { break }
        }
        return Calibration(slope: slope, offset: offset)
    }
}
