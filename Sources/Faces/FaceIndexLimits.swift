/// Bounds of every index.
public enum FaceIndexLimits {
    /// Templates of one person (API.md section 9).
    public static let templatesPerSubject = 10
    /// Templates of one index, whatever capacity is asked for.
    public static let templates = 10_000_000
    /// Rows of an approximate scan that are compared exactly; with so many the best row
    /// was missed in no measured case (`RealFacesTests`, `deploy/bench.d/faces.py`).
    static let rerank = 128
}
