import Foundation

/// Probabilities under a circular Gaussian, in units of its standard deviation.
enum Gaussian {
    /// Standard deviations beyond which nothing is left (1.5e-8).
    static let reach = 6.0

    /// Standard deviation in metres of each axis for a 68 % radius: the radius is √(−2 ln 0.32) of
    /// it.
    static func sigma(_ accuracy: Metres) -> Double { accuracy.value / 1.5096 }

    /// The probability inside a circle whose centre lies `offset` away: the noncentral chi-square
    /// distribution with two degrees of freedom, by Gauss–Legendre quadrature over its strips.
    static func circle(radius: Double, offset: Double) -> Double {
        // Strips y = r sin θ keep the half-width smooth at both ends.
        let last = radius > reach ? asin(reach / radius) : .pi / 2
        let panels = max(2, (radius * last / 3).rounded(.up))
        var sum = 0.0
        for panel in 0..<Int(min(panels, 8)) {
            let width = last / min(panels, 8)
            sum += Quadrature.eight(from: Double(panel) * width, width) { angles in
                var strips = SIMD4<Double>()
                for lane in 0..<4 { strips[lane] = strip(angles[lane], radius, offset) }
                return strips
            }
        }
        return min(max(sum / (2 * Double.pi).squareRoot(), 0), 1)
    }

    private static func strip(_ angle: Double, _ radius: Double, _ offset: Double) -> Double {
        let y = radius * sin(angle)
        let half = radius * cos(angle)
        let root = 0.5.squareRoot()
        return exp(-y * y / 2) * half
            * (erfc((offset - half) * root) - erfc((offset + half) * root))
    }

    /// The probability in the triangle's complement: between the rays from the origin through both
    /// ends of a segment and beyond the segment itself.
    ///
    /// - Parameters:
    ///   - height: The distance of the segment's line from the origin, 0 or more.
    ///   - from, to: Where the segment begins and ends along its line, `from` ≤ `to`, measured from
    ///     the foot of the perpendicular.
    ///
    /// It is (1/2π) ∫ exp(−r²/2) dθ, the difference of two values of Owen's T function. The
    /// integral is taken along the line, after the part that is sharp for small heights, the plain
    /// angle, is set aside; what remains is smooth everywhere.
    static func beyond(height: Double, from: Double, to: Double) -> Double {
        let (low, high) = (max(from, -reach), min(to, reach))
        guard high > low, height < reach else { return 0 }
        let squared = height * height
        let angle = atan2(height * (high - low), squared + low * high)
        let width = high - low
        let sum: Double
        if width <= 0.7 {
            sum = Quadrature.two(from: low, width) { rest(squared + $0 * $0) }
        } else {
            let panels = (width / 3.2).rounded(.up)
            sum = (0..<Int(panels)).reduce(0) { sum, panel in
                let start = low + width * (Double(panel) / panels)
                return sum
                    + Quadrature.eight(from: start, width / panels) { rest(squared + $0 * $0) }
            }
        }
        return (angle - height * sum) / (2 * .pi)
    }

    /// (1 − exp(−q/2)) / q, which is ½ at 0, lane by lane.
    @inline(__always)
    private static func rest<Lanes: SIMD>(_ q: Lanes) -> Lanes where Lanes.Scalar == Double {
        var result = Lanes()
        for lane in result.indices {
            let x = q[lane]
            result[lane] = x < 1e-6 ? 0.5 : (1 - exp(-x / 2)) / x
        }
        return result
    }
}

/// Gauss–Legendre quadrature (Abramowitz and Stegun, table 25.4).
enum Quadrature {
    private static let nodes = SIMD4(
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363)
    private static let weights = SIMD4(
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763)

    /// The integral over an interval of the given width, by eight nodes.
    @inline(__always)
    static func eight(
        from start: Double, _ width: Double, _ function: (SIMD4<Double>) -> SIMD4<Double>
    ) -> Double {
        let half = width / 2
        let steps = nodes * half
        let middle = start + half
        return half * (weights * (function(middle - steps) + function(middle + steps))).sum()
    }

    /// The same by two nodes, for intervals over which the function hardly bends.
    @inline(__always)
    static func two(
        from start: Double, _ width: Double, _ function: (SIMD2<Double>) -> SIMD2<Double>
    ) -> Double {
        let half = width / 2
        let step = half * 0.5773502691896257
        return half * function(SIMD2(start + half - step, start + half + step)).sum()
    }
}
