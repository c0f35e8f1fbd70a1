/// Rings one after another, ready for the indexes: an undefined vertex parts each from the next, so
/// that edge *i* runs from vertex *i* to *i + 1* and the edges across a gap answer no comparison.
struct Rings: Sendable {
    /// Longitude and latitude in degrees, in the fence's own system; longitudes may run to ±360.
    private(set) var vertices: [SIMD2<Double>] = []

    /// What stands between rings.
    static let gap = SIMD2<Double>(repeating: .nan)

    /// Edges, those across gaps included.
    var edgeCount: Int { max(vertices.count - 1, 0) }

    /// Adds a closed ring, turned so that the area lies on the left of its edges.
    mutating func add(_ ring: [SIMD2<Double>], isHole: Bool) {
        if !vertices.isEmpty { vertices.append(Rings.gap) }
        let isCounterClockwise = Rings.signedArea(ring) > 0
        if isCounterClockwise == isHole {
            vertices.append(contentsOf: ring.reversed())
        } else {
            vertices.append(contentsOf: ring)
        }
    }

    /// Adds a line, which encloses nothing.
    mutating func add(line: [SIMD2<Double>]) {
        if !vertices.isEmpty { vertices.append(Rings.gap) }
        vertices.append(contentsOf: line)
    }

    /// Square degrees, positive counter-clockwise; relative to the first vertex to keep digits.
    static func signedArea(_ ring: [SIMD2<Double>]) -> Double {
        guard let origin = ring.first else { return 0 }
        var sum = 0.0
        for (from, to) in zip(ring, ring.dropFirst()) {
            let (p, q) = (from - origin, to - origin)
            sum += p.x * q.y - p.y * q.x
        }
        return sum / 2
    }
}

extension Rings {
    /// Degrees that a part of an edge spans at most, unless that would make too many parts.
    private static let partDegrees = 5.0
    /// The same in a system whose shift bends edges: about 500 m.
    private static let bentPartDegrees = 0.005
    /// Parts that may be added to the edges themselves.
    private static let partsLimit = 20_000.0

    /// The rings with long edges cut into parts short enough to be searched on their own, and edges
    /// along meridians cut where a seam begins or ends.
    func cut(for system: CoordinateSystem, seams: Seams) -> Rings {
        let spans = zip(vertices, vertices.dropFirst()).map { from, to in
            from.x.isNaN || to.x.isNaN ? 0 : max(abs(from.x - to.x), abs(from.y - to.y))
        }
        let wanted = system == .wgs84 ? Rings.partDegrees : Rings.bentPartDegrees
        let part = max(wanted, spans.reduce(0) { $0 + ($1 > wanted ? $1 : 0) } / Rings.partsLimit)
        if !spans.contains(where: { $0 > part }), seams.isEmpty { return self }
        var cut = Rings()
        for (edge, span) in spans.enumerated() {
            let (from, to) = (vertices[edge], vertices[edge + 1])
            cut.vertices.append(from)
            let stops = seams.cuts(from, to).map { SIMD2(from.x, $0) }
            var start = from
            for stop in stops + [to] {
                let length = max(abs(stop.x - start.x), abs(stop.y - start.y))
                let parts = span > part ? max((length / part).rounded(.up), 1) : 1
                for index in stride(from: 1, to: parts, by: 1) {
                    cut.vertices.append(start + (stop - start) * (index / parts))
                }
                if stop != to { cut.vertices.append(stop) }
                start = stop
            }
        }
        if let last = vertices.last { cut.vertices.append(last) }
        return cut
    }
}
