/// What must hold of a shape before GEOS may see it.
enum ShapeCheck {
    /// Throws the first fault of polygons: bounds, ranges, closure, ambiguity, emptiness.
    static func check(_ polygons: [Shape.Polygon]) throws(ShapeError) {
        guard !polygons.isEmpty else { throw .empty }
        try checkCounts(polygons)
        var (low, high) = (Double.infinity, -Double.infinity)
        for ring in polygons.lazy.flatMap({ [$0.shell] + $0.holes }) {
            try checkRange(ring)
            guard let first = ring.first, let last = ring.last else { throw .empty }
            guard ring.count >= 4 else { throw .tooFewPositions(got: ring.count, first) }
            guard first == last else { throw .openRing(first) }
            try checkAntimeridian(ring)
            guard !isFlat(ring) else { throw .zeroArea(first) }
            for vertex in ring {
                low = min(low, vertex.longitude)
                high = max(high, vertex.longitude)
            }
            guard high - low <= 720 else { throw .outOfRange(first) }
        }
    }

    /// Throws the first fault of a line.
    static func check(line: [Vertex]) throws(ShapeError) {
        guard let first = line.first else { throw .empty }
        guard line.count <= Limits.vertices else {
            throw .tooManyVertices(got: line.count, limit: Limits.vertices)
        }
        try checkRange(line)
        guard line.count >= 2 else { throw .tooFewPositions(got: line.count, first) }
        try checkAntimeridian(line)
        guard line.contains(where: { $0 != first }) else { throw .zeroArea(first) }
        if let polar = line.first(where: { abs($0.latitude) > Limits.corridorLatitude }) {
            throw .outOfRange(polar)
        }
    }

    /// Throws where a radius is not above 0 or too large.
    static func check(radius: Metres, limit: Metres) throws(ShapeError) {
        guard radius > .zero, radius <= limit else {
            throw .radius(radius, limit: limit)
        }
    }

    /// Throws at the first vertex that is undefined or out of range.
    static func checkRange(_ vertices: [Vertex]) throws(ShapeError) {
        for vertex in vertices {
            guard abs(vertex.longitude) <= 360, abs(vertex.latitude) <= 90 else {
                throw .outOfRange(vertex)
            }
        }
    }

    private static func checkCounts(_ polygons: [Shape.Polygon]) throws(ShapeError) {
        let holes = polygons.reduce(0) { $0 + $1.holes.count }
        guard holes <= Limits.holes else {
            throw .tooManyHoles(got: holes, limit: Limits.holes)
        }
        let rings = polygons.count + holes
        let vertices = polygons.reduce(0) { sum, polygon in
            sum + polygon.shell.count + polygon.holes.reduce(0) { $0 + $1.count }
        }
        guard vertices - rings <= Limits.vertices else {
            throw .tooManyVertices(got: vertices - rings, limit: Limits.vertices)
        }
    }

    /// An edge of more than 180° within ±180° could as well run the other way round. Only whole
    /// parallels, 360° long, and edges along a pole mean one thing.
    private static func checkAntimeridian(_ vertices: [Vertex]) throws(ShapeError) {
        for (from, to) in zip(vertices, vertices.dropFirst()) {
            let span = abs(to.longitude - from.longitude)
            guard span > 180, abs(from.longitude) <= 180, abs(to.longitude) <= 180 else {
                continue
            }
            let isParallel = from.latitude == to.latitude
            if isParallel, span == 360 || abs(from.latitude) == 90 { continue }
            throw .ambiguousAntimeridian(from)
        }
    }

    /// Whether all vertices lie on one straight line.
    private static func isFlat(_ ring: [Vertex]) -> Bool {
        guard let first = ring.first, let other = ring.first(where: { $0 != first }) else {
            return true
        }
        let (from, to) = (first.degrees, other.degrees)
        return ring.allSatisfy { Orientation.side(from, to, $0.degrees) == 0 }
    }
}

extension Vertex {
    /// Longitude and latitude as a vector.
    var degrees: SIMD2<Double> { SIMD2(longitude, latitude) }
}
