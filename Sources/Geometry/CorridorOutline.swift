import Foundation

/// Draws a corridor as polygons in WGS-84.
///
/// The line is cut into pieces of a tenth of a degree of latitude or, towards the poles, less; GEOS
/// widens each on a plane in metres around its own middle, and joins them on the map. Radii are
/// right within 0.2 %, for corridors of up to 40° of latitude in all.
struct CorridorOutline {
    private let line: [SIMD2<Double>]
    private let radius: Double

    /// Takes the parts of a line as they are in WGS-84.
    init(_ boundary: Boundary, radius: Double) {
        var turn = 0.0
        var last: Double?
        line = boundary.rings.vertices.map { vertex in
            var place = boundary.curve.place(vertex)
            if let last { turn = ((last - place.x) / 360).rounded() * 360 }
            place.x += turn
            last = place.x
            return place
        }
        self.radius = radius
    }

    /// The polygons, prepared.
    func area() throws(ShapeError) -> PolygonalArea {
        try Crossings.check([line])
        let polygons = try GEOSContext.use { context throws(ShapeError) in
            let builder = PlanarBuilder(context: context)
            var parts: [Shape.Polygon] = []
            for piece in pieces() { parts += try widened(piece, builder) }
            return try builder.polygons(parts).dissolved().polygons()
        }
        return PolygonalArea(polygons, in: .wgs84)
    }

    /// Runs of the line, each within a small range of latitudes; long edges are cut.
    private func pieces() -> [[SIMD2<Double>]] {
        let steepest = line.reduce(0) { max($0, abs($1.y)) }
        let height = max(0.1 / max(tan(steepest * .pi / 180), 1), heightTotal / 400)
        var pieces: [[SIMD2<Double>]] = []
        var piece: [SIMD2<Double>] = []
        for (from, to) in zip(line, line.dropFirst()) {
            let parts = max((abs(to.y - from.y) / height).rounded(.up), 1)
            if piece.isEmpty { piece = [from] }
            for index in stride(from: 1, through: parts, by: 1) {
                let next = from + (to - from) * (index / parts)
                let low = piece.reduce(next.y) { min($0, $1.y) }
                let high = piece.reduce(next.y) { max($0, $1.y) }
                if high - low > height || piece.count > 200, let end = piece.last {
                    if piece.count > 1 { pieces.append(piece) }
                    piece = [end]
                }
                piece.append(next)
            }
        }
        if piece.count > 1 { pieces.append(piece) }
        return pieces
    }

    /// Chords a quarter circle: an arc strays from 64 of them by 0.008 % of the radius, from 12 by
    /// 0.2 %, which long lines must do with, because GEOS would take seconds.
    private var chords: Int32 {
        switch line.count {
        case ...200: 64
        case ...1_000: 32
        default: 12
        }
    }

    private var heightTotal: Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + abs($1.1.y - $1.0.y) }
    }

    private func widened(
        _ piece: [SIMD2<Double>], _ builder: PlanarBuilder
    ) throws(ShapeError) -> [Shape.Polygon] {
        let low = piece.reduce(piece[0]) { pointwiseMin($0, $1) }
        let high = piece.reduce(piece[0]) { pointwiseMax($0, $1) }
        let origin = (low + high) / 2
        let sine = sin(origin.y * .pi / 180)
        let magic = 1 - Ellipsoid.eccentricitySquared * sine * sine
        let normal = Ellipsoid.semiMajorAxis / magic.squareRoot()
        let scale =
            SIMD2(
                max(normal * cos(origin.y * .pi / 180), 1),
                normal * (1 - Ellipsoid.eccentricitySquared) / magic) * (.pi / 180)
        let flat = piece.map { ($0 - origin) * scale }
        let wide = try builder.line(flat.map { Vertex($0.x, $0.y) }).buffered(
            by: radius, chords: chords)
        func onMap(_ ring: [Vertex]) -> [Vertex] {
            ring.map { vertex in
                let place = origin + vertex.degrees / scale
                return Vertex(place.x, min(max(place.y, -90), 90))
            }
        }
        return try wide.polygons().map {
            Shape.Polygon(shell: onMap($0.shell), holes: $0.holes.map(onMap))
        }
    }
}
