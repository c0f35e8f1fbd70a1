/// On which side of a directed line a point lies, decided without rounding.
enum Orientation {
    /// Positive where `point` is to the left of `from` → `to`, negative to the right, 0 exactly on
    /// the line, undefined where a coordinate is.
    ///
    /// The floating-point filter is that of Shewchuk, "Adaptive precision floating-point
    /// arithmetic" (1997); what it cannot decide is summed exactly. The size of the answer means
    /// nothing.
    @inline(__always)
    static func side(
        _ from: SIMD2<Double>, _ to: SIMD2<Double>, _ point: SIMD2<Double>
    ) -> Double {
        let left = (from.x - point.x) * (to.y - point.y)
        let right = (from.y - point.y) * (to.x - point.x)
        let difference = left - right
        if abs(difference) > 3.4e-16 * (abs(left) + abs(right)) { return difference }
        return difference.isNaN ? difference : exactSide(from, to, point)
    }

    /// The same by exact sums of exact products.
    @inline(never)
    private static func exactSide(
        _ from: SIMD2<Double>, _ to: SIMD2<Double>, _ point: SIMD2<Double>
    ) -> Double {
        let a = difference(from.x, point.x)
        let b = difference(to.y, point.y)
        let c = difference(from.y, point.y)
        let d = difference(to.x, point.x)
        var sum = ExactSum()
        for p in [a.0, a.1] {
            for q in [b.0, b.1] { sum.add(product: p, q) }
        }
        for p in [c.0, c.1] {
            for q in [d.0, d.1] { sum.add(product: -p, q) }
        }
        return sum.leading
    }

    /// The rounded difference and what rounding lost.
    private static func difference(_ a: Double, _ b: Double) -> (Double, Double) {
        let rounded = a - b
        let virtual = a - rounded
        let lost = (a - (rounded + virtual)) + (virtual - b)
        return (rounded, lost)
    }
}

/// A sum of doubles kept as parts that do not overlap, so that its sign is exact.
private struct ExactSum {
    private var parts: [Double] = []

    /// The largest part, whose sign is that of the sum; 0 for nothing.
    var leading: Double { parts.last { $0 != 0 } ?? 0 }

    mutating func add(product a: Double, _ b: Double) {
        let rounded = a * b
        add((-rounded).addingProduct(a, b))
        add(rounded)
    }

    private mutating func add(_ term: Double) {
        var carried = term
        for index in parts.indices {
            let sum = carried + parts[index]
            let virtual = sum - carried
            parts[index] = (carried - (sum - virtual)) + (parts[index] - virtual)
            carried = sum
        }
        parts.append(carried)
    }
}
