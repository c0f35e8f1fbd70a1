/// Edges that only close a ring where the map ends and the area does not: along the antimeridian
/// between two halves of a split polygon, and along the parallels of the poles.
struct Seams: Sendable {
    /// Latitudes that two edges 360° apart have in common, by the meridian of either.
    private var shared: [Double: [ClosedRange<Double>]] = [:]

    /// Finds the seams of rings; only where they span 360° can there be any but the poles.
    init(_ rings: Rings, low: Double, high: Double) {
        guard high - low >= 360 else { return }
        var spans: [Double: [ClosedRange<Double>]] = [:]
        for (from, to) in zip(rings.vertices, rings.vertices.dropFirst())
        where from.x == to.x && from.y != to.y {
            spans[from.x, default: []].append(min(from.y, to.y)...max(from.y, to.y))
        }
        for (meridian, ranges) in spans {
            guard let others = spans[meridian + 360] else { continue }
            for range in ranges {
                for other in others where range.overlaps(other) {
                    let common = range.clamped(to: other)
                    if common.lowerBound < common.upperBound {
                        shared[meridian, default: []].append(common)
                        shared[meridian + 360, default: []].append(common)
                    }
                }
            }
        }
    }

    /// No seams but the poles.
    init() {}

    /// Whether there are none but the poles.
    var isEmpty: Bool { shared.isEmpty }

    /// Latitudes at which an edge along a meridian must be cut, so that each part is a seam or
    /// none.
    func cuts(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> [Double] {
        guard from.x == to.x, let ranges = shared[from.x] else { return [] }
        let span = min(from.y, to.y)...max(from.y, to.y)
        let inner = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
            .filter { $0 > span.lowerBound && $0 < span.upperBound }
        let sorted = Set(inner).sorted()
        return from.y < to.y ? sorted : sorted.reversed()
    }

    /// Whether an edge, cut as `cuts` says, is a seam.
    func contains(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Bool {
        if abs(from.y) == 90, from.y == to.y { return true }
        guard from.x == to.x, let ranges = shared[from.x] else { return false }
        let middle = (from.y + to.y) / 2
        return ranges.contains { $0.contains(middle) }
    }
}
