/// Why a face model, or a vector offered to it, is refused.
public enum FaceModelError: Error, Equatable, Sendable {
    /// The id is empty, longer than 64, or has characters outside `A-Z a-z 0-9 . _ -`.
    case id
    /// The dimension is outside `FaceVector.dimensions`.
    case dimension(got: Int)
    /// A threshold is undefined or outside the metric's range.
    case threshold(got: Double)
    /// The review band is negative or undefined.
    case reviewBand(got: Double)
    /// A vector has another dimension than the model.
    case wrongDimension(got: Int, expected: Int)
}
