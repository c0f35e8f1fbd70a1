import Foundation

/// Probabilities under a circular Gaussian, in units of its standard deviation.
enum Gaussian {
    /// Standard deviations beyond which nothing is left (1.5e-8).
    static let reach = 6.0

    /// Standard deviation in metres of each axis for a 68 % radius: the radius is √(−2 ln 0.32) of it.
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
            sum += Quadrature.eight(from: Double(panel) * width, width) { angle in
                let y = radius * sin(angle)
                let half = radius * cos(angle)
                let strip =
                    erfc((offset - half) * 0.5.squareRoot())
                    - erfc((offset + half) * 0.5.squareRoot())
                return exp(-y * y / 2) * strip * half
            }
        }
        return min(max(sum / (2 * Double.pi).squareRoot(), 0), 1)
    }

    /// The probability in the triangle's complement: between the rays from the origin through both
    /// ends of a segment and beyond the segment itself.
    ///
    /// - Parameters:
    ///   - height: The distance of the segment's line from the origin, 0 or more.
    ///   - from, to: Where the segment begins and ends along its line, `from` ≤ `to`, measured from
    ///     the foot of the perpendicular.
    ///
    /// It is (1/2π) ∫ exp(−r²/2) dθ, the difference of two values of Owen's T function. The integral
    /// is taken along the line, after the part that is sharp for small heights, the plain angle, is
    /// set aside; what remains is smooth everywhere.
    static func beyond(height: Double, from: Double, to: Double) -> Double {
        let (low, high) = (max(from, -reach), min(to, reach))
        guard high > low, height < reach else { return 0 }
        let angle = atan2(high, height) - atan2(low, height)
        let panels = max(1, ((high - low) / 3.2).rounded(.up))
        let width = (high - low) / panels
        var sum = 0.0
        for panel in 0..<Int(panels) {
            sum += Quadrature.eight(from: low + Double(panel) * width, width) { along in
                let squared = height * height + along * along
                return squared < 1e-6 ? 0.5 : -expm1(-squared / 2) / squared
            }
        }
        return (angle - height * sum) / (2 * .pi)
    }
}

/// Gauss–Legendre quadrature with eight nodes (Abramowitz and Stegun, table 25.4).
enum Quadrature {
    private static let nodes = SIMD4(
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363)
    private static let weights = SIMD4(
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763)

    /// The integral over an interval of the given width.
    @inline(__always)
    static func eight(
        from start: Double, _ width: Double, _ function: (Double) -> Double
    ) -> Double {
        let half = width / 2
        let middle = start + half
        var sum = 0.0
        for index in 0..<4 {
            let step = half * nodes[index]
            sum += weights[index] * (function(middle - step) + function(middle + step))
        }
        return sum * half
    }
}
