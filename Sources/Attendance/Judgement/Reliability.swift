import Foundation

/// How far probabilities can be believed.
public struct Reliability: Hashable, Sendable {
    /// The mean squared error of the probability (G. Brier, 1950).
    public let brier: Double
    /// The mean gap of probability and share of frauds, bin by bin.
    public let error: Double
    /// Ten bins of equal mass, the least suspicious first; fewer with fewer labels.
    public let bins: [Bin]

    /// Labels of similar probability.
    public struct Bin: Hashable, Sendable {
        /// How many.
        public let count: Int
        /// Their mean probability.
        public let probability: Double
        /// The share of them that are frauds.
        public let share: Double
    }

    /// Measures labels; zeros without any.
    public init(of labels: [ScoredLabel]) {
        let sorted = labels.map { label in
            (probability: 1 / (1 + exp(-label.logOdds)), truth: label.isFraud ? 1.0 : 0)
        }.sorted { ($0.probability, $0.truth) < ($1.probability, $1.truth) }
        let count = Double(max(sorted.count, 1))
        brier =
            sorted.reduce(0) { $0 + ($1.probability - $1.truth) * ($1.probability - $1.truth) }
            / count
        let parts = min(10, sorted.count)
        bins = (0..<parts).map { part in
            let own = sorted[part * sorted.count / parts..<(part + 1) * sorted.count / parts]
            return Bin(
                count: own.count,
                probability: own.reduce(0) { $0 + $1.probability } / Double(own.count),
                share: own.reduce(0) { $0 + $1.truth } / Double(own.count))
        }
        error = bins.reduce(0) { $0 + abs($1.probability - $1.share) * Double($1.count) } / count
    }
}
