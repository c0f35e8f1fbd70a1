/// Everything within a geodesic radius of a centre.
struct CircularArea: Sendable {
    /// Metres.
    let radius: Double
    private let centre: SIMD2<Double>
    private let cartesian: SIMD3<Double>

    /// Takes a centre and a radius that have been checked.
    init(centre: Vertex, radius: Metres, in system: CoordinateSystem) {
        self.centre = system.toWGS84(Position(centre.degrees)).degrees
        self.radius = radius.value
        cartesian = Ellipsoid.cartesian(self.centre)
    }

    /// Signed metres to the circle.
    func distance(to probe: Probe) -> Double {
        let offset = probe.cartesian - cartesian
        let chord = offset.dot(offset).squareRoot()
        if chord < 50_000 { return Geodesic.metres(ofChord: chord) - radius }
        // The difference must stay exact where a large circle is met at its edge.
        return Geodesic.metres(probe.place, centre) - radius
    }

    /// No chord is longer than the geodesic above it.
    var box: Box { Box.none.union(cartesian).grown(by: radius * 1.004 + 1) }
}
