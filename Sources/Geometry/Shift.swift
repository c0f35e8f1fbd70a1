import Foundation

/// The formulae of the Chinese shifts, on vectors of longitude and latitude in degrees.
///
/// The GCJ-02 polynomial and its constants are the published reverse engineering of the shift on
/// the Krasovsky 1940 ellipsoid; BD-09 is the published polar offset.
enum Shift {
    /// Evaluations of a formula that an inverse may spend.
    static let rounds = 32

    /// South-west and north-east corner of the box in which the shifts are in force.
    static let southWest = SIMD2(72.004, 0.8293)
    static let northEast = SIMD2(137.8347, 55.8271)

    private static let semiMajorAxis = 6_378_245.0
    private static let eccentricitySquared = 0.00669342162296594323

    /// Whether a place in WGS-84 is shifted at all.
    static func isInForce(_ place: SIMD2<Double>) -> Bool {
        place.x >= southWest.x && place.x <= northEast.x
            && place.y >= southWest.y && place.y <= northEast.y
    }

    /// GCJ-02 of a WGS-84 place, wherever it is.
    static func gcj02(_ place: SIMD2<Double>) -> SIMD2<Double> {
        let x = place.x - 105
        let y = place.y - 35
        let root = abs(x).squareRoot()
        let common = 20 * sin(6 * .pi * x) + 20 * sin(2 * .pi * x)
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
        north += (common + 20 * sin(.pi * y) + 40 * sin(.pi / 3 * y)) * 2 / 3
        north += (160 * sin(.pi / 12 * y) + 320 * sin(.pi / 30 * y)) * 2 / 3
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
        east += (common + 20 * sin(.pi * x) + 40 * sin(.pi / 3 * x)) * 2 / 3
        east += (150 * sin(.pi / 12 * x) + 300 * sin(.pi / 30 * x)) * 2 / 3
        let latitude = place.y * .pi / 180
        let sine = sin(latitude)
        let magic = 1 - eccentricitySquared * sine * sine
        let meridian =
            semiMajorAxis * (1 - eccentricitySquared) / (magic * magic.squareRoot()) * .pi / 180
        let parallel = semiMajorAxis / magic.squareRoot() * cos(latitude) * .pi / 180
        return SIMD2(place.x + east / parallel, place.y + north / meridian)
    }

    /// BD-09 of a GCJ-02 position.
    static func bd09(_ position: SIMD2<Double>) -> SIMD2<Double> {
        let turn = Double.pi * 3000 / 180
        let (x, y) = (position.x, position.y)
        let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * turn)
        let angle = atan2(y, x) + 0.000003 * cos(x * turn)
        return SIMD2(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
    }

    /// The place whose image under `formula` is `image`, by fixed-point iteration: the shift
    /// changes so slowly that each round gains two digits or more.
    static func undo(
        _ image: SIMD2<Double>,
        _ formula: (SIMD2<Double>) -> SIMD2<Double>
    ) -> SIMD2<Double> {
        // Far from the box, beyond any shift (0.02° covers both), nothing is in force.
        guard borderDepth(image) > -0.02 else { return image }
        var place = image
        for _ in 0..<rounds {
            let miss = formula(place) - image
            place -= miss
            if abs(miss.x) < 1e-13, abs(miss.y) < 1e-13 { break }
        }
        if isInForce(image) { return place }
        guard isInForce(place) else { return image }
        return borderDepth(place) <= -borderDepth(image) ? place : image
    }

    /// Degrees to the nearest side of the box, negative outside.
    private static func borderDepth(_ place: SIMD2<Double>) -> Double {
        let depth = pointwiseMin(place - southWest, northEast - place)
        return min(depth.x, depth.y)
    }
}
