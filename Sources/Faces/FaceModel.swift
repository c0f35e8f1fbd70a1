/// The settings of one version of one face model: what its vectors are and what counts as alike.
///
/// Vectors of different models are never compared; a new version is a new id.
public struct FaceModel: Hashable, Sendable {
    /// Name and version, 1…64 of `A-Z a-z 0-9 . _ -`.
    public let id: String
    /// How many numbers a vector of this model has.
    public let dimension: Int
    /// How its vectors are compared.
    public let metric: FaceMetric
    /// The score from which a claimed identity is believed (1:1), in the metric's own value.
    public let threshold: Double
    /// The score from which a search may name somebody (1:N), in the metric's own value.
    public let identifyThreshold: Double
    /// How near to the threshold a score asks for a person's look, in the metric's own value.
    public let reviewBand: Double

    /// Checks every setting; a missing `identifyThreshold` is the threshold.
    public init(
        id: String, dimension: Int, metric: FaceMetric, threshold: Double,
        identifyThreshold: Double? = nil, reviewBand: Double = 0
    ) throws(FaceModelError) {
        guard Self.isID(id) else { throw .id }
        guard FaceVector.dimensions.contains(dimension) else { throw .dimension(got: dimension) }
        let strict = identifyThreshold ?? threshold
        for value in [threshold, strict] where !metric.thresholds.contains(value) {
            throw .threshold(got: value)
        }
        guard reviewBand.isFinite, reviewBand >= 0 else { throw .reviewBand(got: reviewBand) }
        self.id = id
        self.dimension = dimension
        self.metric = metric
        self.threshold = threshold
        self.identifyThreshold = strict
        self.reviewBand = reviewBand
    }

    /// Whether the probe is one of these templates: the best comparison; nil without templates.
    ///
    /// - Throws: `wrongDimension` when any vector is not of this model.
    public func verify(
        _ probe: FaceVector, against templates: [FaceVector]
    ) throws(FaceModelError) -> FaceComparison? {
        try check(probe)
        var best: Double?
        for template in templates {
            try check(template)
            let score = metric.score(probe, template)
            if best.map({ metric.isBetter(score, than: $0) }) ?? true { best = score }
        }
        return best.map { judge($0) }
    }

    /// What a score means under this model's 1:1 threshold.
    public func judge(_ score: Double) -> FaceComparison {
        FaceComparison(
            match: metric.matches(score, threshold: threshold), score: score,
            threshold: threshold, metric: metric,
            inReviewBand: abs(score - threshold) <= reviewBand && reviewBand > 0)
    }

    /// Throws `wrongDimension` unless the vector can be of this model.
    public func check(_ vector: FaceVector) throws(FaceModelError) {
        guard vector.dimension == dimension else {
            throw .wrongDimension(got: vector.dimension, expected: dimension)
        }
    }

    private static func isID(_ id: String) -> Bool {
        guard (1...64).contains(id.utf8.count) else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
