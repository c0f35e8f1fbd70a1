/// Everything within a geodesic radius of a line; a class for the reason of `PolygonalArea`.
final class CorridorArea: Sendable {
    /// Metres.
    let radius: Double
    private let line: Boundary
    /// The same area as polygons, for what the line alone cannot tell.
    private let outline: PolygonalArea

    /// Takes a line and a radius that have been checked.
    init(line: [Vertex], radius: Metres, in system: CoordinateSystem) throws(ShapeError) {
        var rings = Rings()
        rings.add(line: line.map(\.degrees))
        self.radius = radius.value
        self.line = Boundary(rings, system, seams: Seams())
        outline = try CorridorOutline(self.line, radius: radius.value).area()
    }

    /// Whether the probe is within the radius.
    func covers(_ probe: Probe) -> Bool {
        (lineDistance(to: probe, within: radius) ?? .infinity) <= radius
    }

    /// Signed metres to the edge of the corridor; nil where it is further than `limit` away.
    ///
    /// Outside and beside the line the edge is exactly one radius from the line. Inside of a bend
    /// it may be further away; there the outline tells.
    func distance(to probe: Probe, within limit: Double) -> Double? {
        guard let metres = lineDistance(to: probe, within: limit + radius) else { return nil }
        let depth = radius - metres
        return depth > 0 ? -max(depth, innerDepth(probe)) : -depth
    }

    private func lineDistance(to probe: Probe, within limit: Double) -> Double? {
        line.nearest(to: probe.cartesian, within: limit * 1.001 + 1).map { nearest in
            nearest.chord < 50_000
                ? Geodesic.metres(ofChord: nearest.chord)
                : Geodesic.metres(probe.place, line.place(of: nearest))
        }
    }

    /// The distance to the nearest point of the outline, put right by how far that point is from
    /// where it should be, one radius from the line.
    private func innerDepth(_ probe: Probe) -> Double {
        guard let edge = outline.boundary.nearest(to: probe.cartesian, within: .infinity) else {
            return 0
        }
        let drawn = Ellipsoid.cartesian(outline.boundary.place(of: edge))
        guard let foot = line.nearest(to: drawn, within: .infinity) else { return 0 }
        return Geodesic.metres(ofChord: edge.chord) + radius - Geodesic.metres(ofChord: foot.chord)
    }

    /// The probability that the true position is inside.
    func probability(at probe: Probe, sigma: Double) -> Double {
        outline.probability(at: probe, sigma: sigma)
    }

    /// Holds the line and a radius around it.
    var box: Box { line.box.grown(by: radius * 1.004 + 1) }
}
