/// What came of comparing a probe with somebody's templates.
public struct FaceComparison: Hashable, Sendable {
    /// Whether the score reaches the threshold.
    public let match: Bool
    /// The metric's own value: similarity for cosine, distance for Euclidean.
    public let score: Double
    /// What the score was held against.
    public let threshold: Double
    /// What kind of value score and threshold are.
    public let metric: FaceMetric
    /// Whether the score lies so near to the threshold that a person should look.
    public let inReviewBand: Bool
}
