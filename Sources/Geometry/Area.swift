/// A geofence ready to be judged against: checked, indexed, immutable.
///
/// Edges are straight in longitude and latitude of the area's own coordinate system and the
/// boundary counts as inside; distances are WGS-84 geodesic metres. Building costs far more than
/// asking: build once a rulebook revision, ask from any number of threads.
public struct Area: Sendable {
    /// The system in which the shape was given and in which its edges are straight.
    public let system: CoordinateSystem

    let form: Form

    /// What the shape became.
    enum Form: Sendable {
        case polygonal(PolygonalArea)
        case circular(CircularArea)
        case corridor(CorridorArea)
    }

    /// Checks and indexes a shape.
    ///
    /// - Complexity: O(n log n) in the vertices; GEOS' check of validity is most of it.
    public init(_ shape: Shape, in system: CoordinateSystem = .wgs84) throws(ShapeError) {
        self.system = system
        switch shape {
        case .polygons(let polygons):
            try ShapeCheck.check(polygons)
            try Validity.check(polygons)
            form = .polygonal(PolygonalArea(polygons, in: system))
        case .circle(let centre, let radius):
            try ShapeCheck.checkRange([centre])
            try ShapeCheck.check(radius: radius, limit: Limits.radius)
            form = .circular(CircularArea(centre: centre, radius: radius, in: system))
        case .corridor(let line, let radius):
            try ShapeCheck.check(line: line)
            try ShapeCheck.check(radius: radius, limit: Limits.corridorRadius)
            form = .corridor(try CorridorArea(line: line, radius: radius, in: system))
        }
    }

    /// Whether the position lies inside or on the boundary.
    ///
    /// Tested in the area's own system: a position given in another one is converted first.
    public func covers(_ position: Position, in given: CoordinateSystem = .wgs84) -> Bool {
        if case .polygonal(let area) = form {
            return area.covers(given.convert(position, to: system).degrees)
        }
        return covers(Probe(position, in: given))
    }

    /// Geodesic metres from the position to the boundary, negative inside.
    ///
    /// Within 5 cm or 0.1 %, whichever is more, anywhere on Earth.
    public func distance(to position: Position, in given: CoordinateSystem = .wgs84) -> Double {
        distance(to: Probe(position, in: given), within: .infinity) ?? .infinity
    }

    /// The probability, 0…1, that the true position is inside, when it is spread around the given
    /// one as a circular Gaussian whose 68 % radius is `accuracy`.
    ///
    /// Deterministic; within 0.002 for circles and 0.01 for all else. An accuracy of 0 (below a
    /// millimetre) answers 0 or 1.
    public func probability(
        at position: Position, in given: CoordinateSystem = .wgs84, accuracy: Metres
    ) -> Double {
        let probe = Probe(position, in: given)
        let distance = distance(to: probe, within: .infinity) ?? .infinity
        return probability(at: probe, sigma: Gaussian.sigma(accuracy), distance: distance)
    }

    /// The area in square metres of the ellipsoid; nil for circles and corridors.
    public var squareMetres: Double? {
        if case .polygonal(let area) = form { area.squareMetres } else { nil }
    }

    func covers(_ probe: Probe) -> Bool {
        switch form {
        case .polygonal(let area): area.covers(probe.degrees(in: system))
        case .circular(let area): area.distance(to: probe) <= 0
        case .corridor(let area): area.covers(probe)
        }
    }

    /// Signed metres; nil where the area lies further than `limit` metres away.
    func distance(to probe: Probe, within limit: Double) -> Double? {
        switch form {
        case .polygonal(let area): area.distance(to: probe, within: limit)
        case .circular(let area): area.distance(to: probe)
        case .corridor(let area): area.distance(to: probe, within: limit)
        }
    }

    /// The probability, for a distance that has been worked out already.
    func probability(at probe: Probe, sigma: Double, distance: Double) -> Double {
        if sigma < 0.0005 || abs(distance) > Gaussian.reach * sigma {
            return distance <= 0 ? 1 : 0
        }
        return switch form {
        case .polygonal(let area):
            area.probability(at: probe, sigma: sigma)
        case .circular(let area):
            Gaussian.circle(radius: area.radius / sigma, offset: (distance + area.radius) / sigma)
        case .corridor(let area):
            area.probability(at: probe, sigma: sigma)
        }
    }

    /// A box in Earth-centred metres that holds the whole area, its inside included.
    var box: Box {
        switch form {
        case .polygonal(let area): area.box
        case .circular(let area): area.box
        case .corridor(let area): area.box
        }
    }
}
