/// Polygons with holes, prepared.
///
/// A class though it owns no handle: immutable, and passed on by one reference instead of ten
/// arrays, which halves the cost of a decision.
final class PolygonalArea: Sendable {
    /// Inside or outside, in the area's own plane.
    let outline: Outline
    /// The edges in space.
    let boundary: Boundary
    /// Holds the inside too.
    let box: Box

    /// Takes polygons that have been checked.
    init(_ polygons: [Shape.Polygon], in system: CoordinateSystem) {
        var rings = Rings()
        for polygon in polygons {
            rings.add(polygon.shell.map(\.degrees), isHole: false)
            for hole in polygon.holes { rings.add(hole.map(\.degrees), isHole: true) }
        }
        outline = Outline(rings)
        let seams = Seams(rings, low: outline.low.x, high: outline.high.x)
        boundary = Boundary(rings, system, seams: seams)
        // A shift moves nothing by more than 0.02°.
        let margin = system == .wgs84 ? 0 : 0.02
        box = Box.surface(from: outline.low - margin, to: outline.high + margin)
            .union(boundary.box)
    }

    /// Whether a point of the own plane is inside or on the boundary, on any turn round the Earth.
    func covers(_ point: SIMD2<Double>) -> Bool {
        // All longitudes meet at a pole.
        if abs(point.y) == 90 { return point.y > 0 ? outline.high.y == 90 : outline.low.y == -90 }
        return place(of: point) != .outside
    }

    /// Where a point lies; its longitude may be meant on any turn round the Earth.
    func place(of point: SIMD2<Double>) -> Outline.Place {
        var turn = ((outline.low.x - point.x) / 360).rounded(.up)
        while point.x + turn * 360 <= outline.high.x {
            let place = outline.place(of: SIMD2(point.x + turn * 360, point.y))
            if place != .outside { return place }
            turn += 1
        }
        return .outside
    }

    /// Signed geodesic metres to the boundary; nil where it is further than `limit` away and the
    /// probe is outside.
    func distance(to probe: Probe, within limit: Double) -> Double? {
        let isInside = covers(probe.degrees(in: boundary.curve.system))
        let reach = isInside ? Double.infinity : limit
        guard let nearest = boundary.nearest(to: probe.cartesian, within: reach) else {
            // Only the whole Earth has an inside and no boundary.
            return isInside ? -Geodesic.farthest : nil
        }
        let metres = boundary.metres(from: probe.place, to: nearest)
        return isInside ? -metres : metres
    }

    /// Square metres enclosed.
    var squareMetres: Double {
        let curve = boundary.curve
        return boundary.rings.vertices.split { $0.x.isNaN }.reduce(0) { sum, ring in
            sum + Ellipsoid.area(ofRing: ring.map(curve.place))
        }
    }
}

extension Box {
    /// A box that holds a part of the Earth's surface between corners in WGS-84 degrees.
    static func surface(from low: SIMD2<Double>, to high: SIMD2<Double>) -> Box {
        let south = max(low.y, -90)
        let north = min(high.y, 90)
        // Extremes of x and y lie on the sides, the quarter meridians and the equator.
        var meridians = [low.x, high.x]
        for quarter in stride(from: (low.x / 90).rounded(.up) * 90, through: high.x, by: 90) {
            meridians.append(quarter)
        }
        var parallels = [south, north]
        if south < 0, north > 0 { parallels.append(0) }
        var box = Box.none
        for meridian in meridians {
            for parallel in parallels {
                box = box.union(Ellipsoid.cartesian(SIMD2(meridian, parallel)))
            }
        }
        return box.grown(by: 0.01)
    }
}
