/// Why an index does not take a template.
public enum FaceIndexError: Error, Equatable, Sendable {
    /// The vector has another dimension than the model.
    case wrongDimension(got: Int, expected: Int)
    /// The index holds as many templates as it may.
    case full(capacity: Int)
    /// The person has as many templates as anybody may have.
    case tooManyTemplates(maximum: Int)
    /// The machine has no memory left.
    case outOfMemory
}
