import Foundation

/// A position to be judged, with what every area needs of it worked out once.
struct Probe: Sendable {
    /// The place in WGS-84, degrees.
    let place: SIMD2<Double>
    /// The place in Earth-centred metres.
    let cartesian: SIMD3<Double>
    /// Unit vectors to the east and to the north.
    let east: SIMD3<Double>
    let north: SIMD3<Double>

    private let given: SIMD2<Double>
    private let system: CoordinateSystem
    private let gcj02: SIMD2<Double>?
    private let bd09: SIMD2<Double>?

    /// Works out a position given in `system`, and what it is in each of `others`.
    init(_ position: Position, in system: CoordinateSystem, others: [CoordinateSystem] = []) {
        let wgs84 = system.toWGS84(position)
        given = position.degrees
        self.system = system
        gcj02 = others.contains(.gcj02) ? CoordinateSystem.gcj02.fromWGS84(wgs84).degrees : nil
        bd09 = others.contains(.bd09) ? CoordinateSystem.bd09.fromWGS84(wgs84).degrees : nil
        place = wgs84.degrees
        let radians = place * (.pi / 180)
        let (sinX, cosX) = (sin(radians.x), cos(radians.x))
        let (sinY, cosY) = (sin(radians.y), cos(radians.y))
        let normal =
            Ellipsoid.semiMajorAxis
            / (1 - Ellipsoid.eccentricitySquared * sinY * sinY).squareRoot()
        cartesian = SIMD3(
            normal * cosY * cosX, normal * cosY * sinX,
            normal * (1 - Ellipsoid.eccentricitySquared) * sinY
        )
        east = SIMD3(-sinX, cosX, 0)
        north = SIMD3(-sinY * cosX, -sinY * sinX, cosY)
    }

    /// Longitude and latitude in a fence's own system; the very numbers given where it is the same.
    func degrees(in other: CoordinateSystem) -> SIMD2<Double> {
        if other == system { return given }
        switch other {
        case .wgs84: return place
        case .gcj02: return gcj02 ?? other.fromWGS84(Position(place)).degrees
        case .bd09: return bd09 ?? other.fromWGS84(Position(place)).degrees
        }
    }

    /// Metres east and north of the probe on its tangent plane.
    @inline(__always)
    func plane(_ point: SIMD3<Double>) -> SIMD2<Double> {
        let offset = point - cartesian
        return SIMD2(east.dot(offset), north.dot(offset))
    }
}
