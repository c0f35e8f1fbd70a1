import Foundation

/// Lengths of geodesics on WGS-84.
public enum Geodesic {
    /// Metres between two poles, further than which no two places lie apart.
    static let farthest = 20_003_931.4586

    /// The length of the shortest line between two WGS-84 positions; within 1 mm.
    public static func distance(_ from: Position, _ to: Position) -> Metres {
        Metres(known: metres(from.degrees, to.degrees))
    }

    /// The same for longitude and latitude in degrees; longitudes may lie beyond ±180.
    static func metres(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Double {
        if let length = vincenty(from, to) { return length }
        return aroundTheEarth(from, to)
    }

    /// The length over the surface of a chord through the Earth, for chords up to about 3,000 km.
    ///
    /// On a sphere of the mean radius; the ellipsoid's radii differ by 0.6 % at most, which changes
    /// the small correction only: 1 mm at 100 km, 0.01 % at 3,000 km.
    static func metres(ofChord chord: Double) -> Double {
        let half = chord / (2 * Ellipsoid.meanRadius)
        if half < 0.01 { return chord * (1 + half * half / 6) }
        return 2 * Ellipsoid.meanRadius * asin(min(half, 1))
    }

    /// Vincenty's inverse formula (Survey Review 23 (1975), 88–93); nil where it does not converge,
    /// close to the antipode.
    private static func vincenty(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Double? {
        let f = Ellipsoid.flattening
        let reduced1 = atan((1 - f) * tan(from.y * .pi / 180))
        let reduced2 = atan((1 - f) * tan(to.y * .pi / 180))
        let (sin1, cos1, sin2, cos2) = (sin(reduced1), cos(reduced1), sin(reduced2), cos(reduced2))
        let longitude = (to.x - from.x).remainder(dividingBy: 360) * .pi / 180
        var lambda = longitude
        for _ in 0..<40 {
            let (sinL, cosL) = (sin(lambda), cos(lambda))
            let across = cos2 * sinL
            let along = cos1 * sin2 - sin1 * cos2 * cosL
            let sinSigma = (across * across + along * along).squareRoot()
            if sinSigma == 0 { return 0 }
            let cosSigma = sin1 * sin2 + cos1 * cos2 * cosL
            let sigma = atan2(sinSigma, cosSigma)
            let sinAlpha = cos1 * cos2 * sinL / sinSigma
            let cosAlpha2 = 1 - sinAlpha * sinAlpha
            let middle = cosAlpha2 > 1e-15 ? cosSigma - 2 * sin1 * sin2 / cosAlpha2 : 0
            let c = f / 16 * cosAlpha2 * (4 + f * (4 - 3 * cosAlpha2))
            let middle2 = 2 * middle * middle - 1
            let inner = sigma + c * sinSigma * (middle + c * cosSigma * middle2)
            let next = longitude + (1 - c) * f * sinAlpha * inner
            guard abs(next) <= .pi else { return nil }
            if abs(next - lambda) < 1e-12 {
                return arc(sigma, sinSigma, cosSigma, middle, cosAlpha2)
            }
            lambda = next
        }
        return nil
    }

    /// The series of Vincenty's formula that turns the converged arc into metres.
    private static func arc(
        _ sigma: Double, _ sinSigma: Double, _ cosSigma: Double, _ middle: Double,
        _ cosAlpha2: Double
    ) -> Double {
        let (a, b) = (Ellipsoid.semiMajorAxis, Ellipsoid.semiMinorAxis)
        let u = cosAlpha2 * (a * a - b * b) / (b * b)
        let big = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
        let small = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
        let middle2 = 2 * middle * middle - 1
        let cubic = small / 6 * middle * (4 * sinSigma * sinSigma - 3) * (2 * middle2 - 1)
        let term = middle + small / 4 * (cosSigma * middle2 - cubic)
        return b * big * (sigma - small * sinSigma * term)
    }

    /// Near the antipode: the geodesic must cross the great circle half-way, so its length is the
    /// least sum of two legs that meet there, each short enough for Vincenty.
    private static func aroundTheEarth(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Double {
        let start = Ellipsoid.cartesian(from)
        let pole = start / start.dot(start).squareRoot()
        let other = abs(pole.z) < 0.9 ? SIMD3(0.0, 0, 1) : SIMD3(1.0, 0, 0)
        var first = other - pole * pole.dot(other)
        first /= first.dot(first).squareRoot()
        let second = SIMD3(
            pole.y * first.z - pole.z * first.y, pole.z * first.x - pole.x * first.z,
            pole.x * first.y - pole.y * first.x
        )
        func length(_ angle: Double) -> Double {
            let way = first * cos(angle) + second * sin(angle)
            let flat = (way.x * way.x + way.y * way.y).squareRoot()
            let middle = SIMD2(atan2(way.y, way.x), atan2(way.z, flat)) * (180 / .pi)
            return (vincenty(from, middle) ?? .infinity) + (vincenty(middle, to) ?? .infinity)
        }
        let steps = 36
        let samples = (0..<steps).map { length(Double($0) * 2 * .pi / Double(steps)) }
        let best = samples.indices.min { samples[$0] < samples[$1] } ?? 0
        let width = 2 * Double.pi / Double(steps)
        var low = (Double(best) - 1) * width
        var high = (Double(best) + 1) * width
        for _ in 0..<40 {
            let (left, right) = (low + (high - low) * 0.382, low + (high - low) * 0.618)
            if length(left) < length(right) { high = right } else { low = left }
        }
        return length((low + high) / 2)
    }
}
