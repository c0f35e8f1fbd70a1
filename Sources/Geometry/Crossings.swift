/// Guards GEOS against drawings whose edges cross each other millions of times, of which it would
/// compute every single point.
enum Crossings {
    /// Crossings that are still worked with.
    static let limit = 20_000

    /// Throws where the edges of lines or rings cross more often than the limit.
    ///
    /// - Complexity: O(n log n) for ordinary shapes, O(n²) in the worst case, n ≤ 10,000.
    static func check(_ lines: [[SIMD2<Double>]]) throws(ShapeError) {
        var edges: [(from: SIMD2<Double>, to: SIMD2<Double>)] = []
        for line in lines {
            for (from, to) in zip(line, line.dropFirst()) { edges.append((from, to)) }
        }
        // So few edges cannot cross too often.
        guard edges.count > 200 else { return }
        edges.sort { min($0.from.x, $0.to.x) < min($1.from.x, $1.to.x) }
        var found = 0
        for (index, edge) in edges.enumerated() {
            let east = max(edge.from.x, edge.to.x)
            let (south, north) = (min(edge.from.y, edge.to.y), max(edge.from.y, edge.to.y))
            for other in edges[(index + 1)...] {
                if min(other.from.x, other.to.x) > east { break }
                if min(other.from.y, other.to.y) > north { continue }
                if max(other.from.y, other.to.y) < south { continue }
                guard cross(edge, other) else { continue }
                found += 1
                if found > limit {
                    throw .unworkable("edges cross more than \(limit) times")
                }
            }
        }
    }

    private static func cross(
        _ one: (from: SIMD2<Double>, to: SIMD2<Double>),
        _ other: (from: SIMD2<Double>, to: SIMD2<Double>)
    ) -> Bool {
        func side(
            _ line: (from: SIMD2<Double>, to: SIMD2<Double>), _ point: SIMD2<Double>
        ) -> Bool {
            let (along, toPoint) = (line.to - line.from, point - line.from)
            return along.x * toPoint.y - along.y * toPoint.x > 0
        }
        return side(one, other.from) != side(one, other.to)
            && side(other, one.from) != side(other, one.to)
    }
}
