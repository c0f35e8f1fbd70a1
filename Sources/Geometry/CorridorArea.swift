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
        (distance(to: probe, within: 2 * radius) ?? .infinity) <= 0
    }

    /// Signed metres to the edge of the corridor; nil where it is further than `limit` away.
    ///
    /// Outside and beside the line the edge is exactly one radius from the line. Inside of a bend
    /// it may be further away; there the outline tells.
    func distance(to probe: Probe, within limit: Double) -> Double? {
        let reach = (limit + radius) * 1.001
        guard let nearest = line.nearest(to: probe.cartesian, within: reach) else { return nil }
        let metres =
            nearest.chord < 50_000
            ? Geodesic.metres(ofChord: nearest.chord)
            : Geodesic.metres(probe.place, line.place(of: nearest))
        let depth = radius - metres
        return depth > 0 ? -max(depth, innerDepth(probe, atLeast: depth)) : -depth
    }

    /// The distance to the outline where that is clearly more than one radius from the line, else
    /// 0: the outline's own radius is right within 0.3 % only.
    private func innerDepth(_ probe: Probe, atLeast depth: Double) -> Double {
        guard let nearest = outline.boundary.nearest(to: probe.cartesian, within: .infinity) else {
            return 0
        }
        let metres = Geodesic.metres(ofChord: nearest.chord)
        return metres > depth + 0.003 * radius + 0.05 ? metres : 0
    }

    /// The probability that the true position is inside.
    func probability(at probe: Probe, sigma: Double) -> Double {
        outline.probability(at: probe, sigma: sigma)
    }

    /// Holds the line and a radius around it.
    var box: Box { line.box.grown(by: radius * 1.004 + 1) }
}
