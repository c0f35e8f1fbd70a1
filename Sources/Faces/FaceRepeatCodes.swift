/// Short codes of one vector by which a repeat of it is found without keeping the vector.
///
/// A code still tells something of the face: keep only its keyed digest, with the model's id
/// in what is digested. Two vectors repeat each other when a sought code of the later one is a
/// kept code of the earlier one.
public struct FaceRepeatCodes: Sendable {
    /// What to keep of a probe: 4 codes of 33 bytes.
    public let kept: [[UInt8]]

    /// What to look for among those kept earlier: 64 codes, the kept ones included.
    public let sought: [[UInt8]]
}
