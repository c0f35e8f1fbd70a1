import Faces

extension FaceModel: Document {
    /// Kept as face models, under their own ids.
    public static var kind: DocumentKind { .faceModel }

    /// Reads a model, refusing what its own initialiser refuses.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        try self.init(
            id: try container.decode(String.self, forKey: .id),
            dimension: try container.decode(Int.self, forKey: .dimension),
            metric: try container.decode(FaceMetric.self, forKey: .metric),
            threshold: try container.decode(Double.self, forKey: .threshold),
            identifyThreshold: try container.decode(Double.self, forKey: .identifyThreshold),
            reviewBand: try container.decode(Double.self, forKey: .reviewBand))
    }

    /// Writes the model as it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(id, forKey: .id)
        try container.encode(dimension, forKey: .dimension)
        try container.encode(metric, forKey: .metric)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(identifyThreshold, forKey: .identifyThreshold)
        try container.encode(reviewBand, forKey: .reviewBand)
    }

    /// The model with the threshold that a policy demands; itself where the policy demands none
    /// that the metric knows.
    public func held(to rule: Policy.FaceRule) -> FaceModel {
        guard let threshold = rule.threshold else { return self }
        let model = try? FaceModel(
            id: id, dimension: dimension, metric: metric, threshold: threshold,
            identifyThreshold: identifyThreshold, reviewBand: reviewBand)
        return model ?? self
    }

    private enum Member: String, CodingKey {
        case id, dimension, metric, threshold, identifyThreshold, reviewBand
    }
}

extension FaceMetric: Codable {}
