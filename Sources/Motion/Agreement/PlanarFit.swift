/// How well one planar series is another one, turned by an unknown angle.
///
/// Both are taken about their means. The turn is the one of least squares, and the scale is kept
/// inside a range: what remains is `mismatch`, the root mean square of b − s·R·a.
struct PlanarFit: Equatable {
    /// The scale of least squares before it is kept in range.
    let scale: Double
    /// Root mean square that remains, in the unit of the series.
    let mismatch: Double
    /// Root mean square of the two series about their means.
    let felt: Double
    let seen: Double
    /// 2|Σ a* b| / (Σ|a|² + Σ|b|²): 1 for equal series, 0 for unrelated ones.
    let agreement: Double

    /// The series are equally long, with at least three members; nil otherwise.
    init?(felt a: [SIMD2<Double>], seen b: [SIMD2<Double>], scales: ClosedRange<Double>) {
        guard a.count == b.count, a.count >= 3 else { return nil }
        let share = 1 / Double(a.count)
        let meanA = a.reduce(SIMD2()) { $0 + $1 } * share
        let meanB = b.reduce(SIMD2()) { $0 + $1 } * share
        var (energyA, energyB, along, across) = (0.0, 0.0, 0.0, 0.0)
        for index in a.indices {
            let (p, q) = (a[index] - meanA, b[index] - meanB)
            energyA += (p * p).sum()
            energyB += (q * q).sum()
            along += p.x * q.x + p.y * q.y
            across += p.x * q.y - p.y * q.x
        }
        let overlap = (along * along + across * across).squareRoot()
        scale = energyA > 0 ? overlap / energyA : 0
        let kept = min(max(scale, scales.lowerBound), scales.upperBound)
        mismatch = (max(0, energyB - 2 * kept * overlap + kept * kept * energyA) * share)
            .squareRoot()
        felt = (energyA * share).squareRoot()
        seen = (energyB * share).squareRoot()
        agreement = energyA + energyB > 0 ? 2 * overlap / (energyA + energyB) : 0
    }
}
