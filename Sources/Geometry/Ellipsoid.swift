import Foundation

/// The WGS-84 ellipsoid: constants, Earth-centred positions, areas.
enum Ellipsoid {
    /// Semi-major axis, metres.
    static let semiMajorAxis = 6_378_137.0
    /// Flattening.
    static let flattening = 1 / 298.257223563
    /// Semi-minor axis, metres.
    static let semiMinorAxis = semiMajorAxis * (1 - flattening)
    /// First eccentricity squared.
    static let eccentricitySquared = flattening * (2 - flattening)
    /// Mean radius (2a + b) / 3, metres.
    static let meanRadius = (2 * semiMajorAxis + semiMinorAxis) / 3

    /// The Earth-centred, Earth-fixed position in metres of longitude and latitude in degrees.
    static func cartesian(_ degrees: SIMD2<Double>) -> SIMD3<Double> {
        let radians = degrees * (.pi / 180)
        let sine = sin(radians.y)
        let normal = semiMajorAxis / (1 - eccentricitySquared * sine * sine).squareRoot()
        let parallel = normal * cos(radians.y)
        return SIMD3(
            parallel * cos(radians.x), parallel * sin(radians.x),
            normal * (1 - eccentricitySquared) * sine
        )
    }

    /// Square metres between the equator and a latitude, per radian of longitude; negative in the
    /// south.
    ///
    /// The closed form of ∫ M N cos φ dφ (the authalic latitude's q, Snyder 1987, eq. 3-12).
    static func zone(toLatitude degrees: Double) -> Double {
        let sine = sin(degrees * .pi / 180)
        let eccentricity = eccentricitySquared.squareRoot()
        let ratio =
            sine / (1 - eccentricitySquared * sine * sine)
            + atanh(eccentricity * sine) / eccentricity
        return semiMajorAxis * semiMajorAxis * (1 - eccentricitySquared) / 2 * ratio
    }

    /// Square metres enclosed by a closed ring whose edges are straight in longitude and latitude;
    /// positive where it runs counter-clockwise.
    ///
    /// The integral of `zone` along each edge, by Simpson's rule on parts of at most one degree.
    static func area(ofRing ring: [SIMD2<Double>]) -> Double {
        var sum = 0.0
        for (from, to) in zip(ring, ring.dropFirst()) where from.x != to.x {
            let parts = max(1, min(360, abs(to.y - from.y).rounded(.up)))
            let step = (to.y - from.y) / parts
            var mean = 0.0
            for part in 0..<Int(parts) {
                let low = from.y + step * Double(part)
                let middle = 4 * zone(toLatitude: low + step / 2)
                mean += (zone(toLatitude: low) + middle + zone(toLatitude: low + step)) / 6
            }
            sum -= (to.x - from.x) * .pi / 180 * mean / parts
        }
        return sum
    }
}

extension SIMD3<Double> {
    /// The scalar product.
    func dot(_ other: SIMD3<Double>) -> Double {
        x * other.x + y * other.y + z * other.z
    }
}
