/// Whether a vector is an earlier one sent again rather than a face seen again.
///
/// Two pictures of one person differ: among 1,010 pairs of real pictures the most alike have a
/// cosine of 0.9986. A stored vector that is sent again has a cosine of 1.
public enum FaceRepeat {
    /// Above this cosine a vector counts as the same one (API.md section 9).
    public static let cosineMin = 0.9999

    /// Whether both are the same bit for bit, or have a cosine above `cosineMin`.
    ///
    /// Vectors of different dimension never repeat each other.
    public static func isRepeat(_ probe: FaceVector, of earlier: FaceVector) -> Bool {
        guard probe.dimension == earlier.dimension else { return false }
        return FaceMetric.cosine.score(probe, earlier) > cosineMin
    }

    /// Whether the probe repeats any of these.
    public static func isRepeat(_ probe: FaceVector, ofAny earlier: [FaceVector]) -> Bool {
        earlier.contains { isRepeat(probe, of: $0) }
    }
}
