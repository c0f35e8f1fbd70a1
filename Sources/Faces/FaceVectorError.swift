/// Why numbers are not a face vector. No case carries a number of the vector itself.
public enum FaceVectorError: Error, Equatable, Sendable {
    /// The count is outside `FaceVector.dimensions`, or bytes are not whole 32-bit floats.
    case dimension(got: Int)
    /// The number at this place is infinite or undefined as a 32-bit float.
    case notFinite(index: Int)
    /// Every number is zero, or the vector is too short to have a direction.
    case zero
    /// The length is above `FaceVector.lengthMax`, so that products would overflow.
    case tooLong
    /// The machine has no memory left.
    case outOfMemory
}
