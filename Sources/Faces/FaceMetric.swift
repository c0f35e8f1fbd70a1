import CFaceKernel

/// How the vectors of a model are compared.
public enum FaceMetric: String, Hashable, CaseIterable, Sendable {
    /// The cosine of the angle, −1…1: a similarity, the greater the more alike.
    case cosine
    /// The straight distance, from 0: the smaller the more alike.
    case euclidean

    /// The metric's own value for two vectors of one dimension, added up in double precision.
    public func score(_ one: FaceVector, _ other: FaceVector) -> Double {
        precondition(one.dimension == other.dimension, "vectors of one model have one dimension")
        let (a, b) = (one.memory, other.memory)
        return withExtendedLifetime((a, b)) {
            score(of: a.floats, and: b.floats, Shape(one, other, width: a.count))
        }
    }

    /// Whether a score is good enough: similarity at least, distance at most the threshold.
    public func matches(_ score: Double, threshold: Double) -> Bool {
        switch self {
        case .cosine: score >= threshold
        case .euclidean: score <= threshold
        }
    }

    /// Whether the first score is of more alike vectors than the second.
    public func isBetter(_ score: Double, than other: Double) -> Bool {
        switch self {
        case .cosine: score > other
        case .euclidean: score < other
        }
    }

    /// The thresholds that mean something in this metric.
    public var thresholds: ClosedRange<Double> {
        switch self {
        case .cosine: -1...1
        case .euclidean: 0...(2 * FaceVector.lengthMax)
        }
    }

    struct Shape {
        let product: Double
        let width: Int

        init(_ one: FaceVector, _ other: FaceVector, width: Int) {
            product = one.length * other.length
            self.width = width
        }

        init(product: Double, width: Int) {
            self.product = product
            self.width = width
        }
    }

    func score(
        of one: UnsafePointer<Float>, and other: UnsafePointer<Float>, _ shape: Shape
    ) -> Double {
        switch self {
        case .cosine:
            min(1, max(-1, face_dot(one, other, shape.width) / shape.product))
        case .euclidean:
            face_squared_distance(one, other, shape.width).squareRoot()
        }
    }
}
