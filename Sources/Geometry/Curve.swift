/// Edges of a fence as curves on the Earth: straight in longitude and latitude of the fence's own
/// system, hence curved in space.
struct Curve: Sendable {
    /// The system in which the edges are straight.
    let system: CoordinateSystem

    /// The place on Earth, in Earth-centred metres, of a point of the fence's own plane.
    func cartesian(_ degrees: SIMD2<Double>) -> SIMD3<Double> {
        if system == .wgs84 { return Ellipsoid.cartesian(degrees) }
        return Ellipsoid.cartesian(system.toWGS84(Position(degrees)).degrees)
    }

    /// The WGS-84 longitude and latitude of a point of the fence's own plane.
    func place(_ degrees: SIMD2<Double>) -> SIMD2<Double> {
        system == .wgs84 ? degrees : system.toWGS84(Position(degrees)).degrees
    }

    /// How far, in metres, the edge may stray from the chord between its ends.
    ///
    /// A quarter, half and three quarters are measured; a margin of half covers what lies between.
    func stray(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Double {
        let (start, end) = (cartesian(from), cartesian(to))
        let chord = end - start
        let length2 = chord.dot(chord)
        // Nothing shorter than 30 m strays by a millimetre, except around a pole.
        if length2 < 900, max(abs(from.y), abs(to.y)) < 89 { return 0 }
        var most = 0.0
        for t in [0.25, 0.5, 0.75] {
            let point = cartesian(from + (to - from) * t) - start
            let along = length2 > 0 ? min(max(point.dot(chord) / length2, 0), 1) : 0
            let off = point - chord * along
            most = max(most, off.dot(off))
        }
        return most.squareRoot() * 1.5
    }

    /// The point of an edge nearest to `target`: its share of the edge and its squared distance.
    ///
    /// - Parameter guess: The share that is nearest on the chord.
    func nearest(
        from: SIMD2<Double>, to: SIMD2<Double>, target: SIMD3<Double>, guess: Double
    ) -> (share: Double, squared: Double) {
        func squared(_ share: Double) -> Double {
            let offset = cartesian(from + (to - from) * share) - target
            return offset.dot(offset)
        }
        // Golden-section search over a bracket round the guess that widens while it improves.
        var width = 0.05
        var low = max(guess - width, 0)
        var high = min(guess + width, 1)
        while width < 1 {
            let middle = squared((low + high) / 2)
            let isLow = low > 0 && squared(low) < middle
            let isHigh = high < 1 && squared(high) < middle
            if !isLow && !isHigh { break }
            width *= 2
            low = max(guess - width, 0)
            high = min(guess + width, 1)
        }
        return Curve.golden(low: low, high: high, squared)
    }

    private static func golden(
        low: Double, high: Double, _ squared: (Double) -> Double
    ) -> (share: Double, squared: Double) {
        let ratio = 0.6180339887498949
        var (low, high) = (low, high)
        var left = high - (high - low) * ratio
        var right = low + (high - low) * ratio
        var (atLeft, atRight) = (squared(left), squared(right))
        for _ in 0..<30 where high - low > 1e-7 {
            if atLeft < atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - (high - low) * ratio
                atLeft = squared(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + (high - low) * ratio
                atRight = squared(right)
            }
        }
        let ends = [low, high, (low + high) / 2].map { (share: $0, squared: squared($0)) }
        return ends.min { $0.squared < $1.squared } ?? (low, atLeft)
    }
}
