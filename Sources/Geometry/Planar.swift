import CGEOS

/// A geometry of GEOS: planar, in the units it was given. Made from coordinate sequences only.
///
/// Owns its handle; belongs to one context and therefore to one thread at a time.
final class Planar {
    private let context: GEOSContext
    private let geometry: OpaquePointer

    /// Takes over a geometry that GEOS has made; nil becomes the failure of `operation`.
    init(
        _ geometry: OpaquePointer?, in context: GEOSContext, _ operation: String
    ) throws(ShapeError) {
        guard let geometry else { throw context.failure(during: operation) }
        self.context = context
        self.geometry = geometry
    }

    deinit {
        GEOSGeom_destroy_r(context.handle, geometry)
    }

    /// Whether two geometries stand in a relation.
    ///
    /// - Throws: `unworkable` where GEOS raised an exception (its answer 2).
    func holds(_ relation: Relation, with other: Planar) throws(ShapeError) -> Bool {
        try answer(relation.test(context.handle, geometry, other.geometry), relation.name)
    }

    /// The shortest planar distance to another geometry, in the units of both.
    ///
    /// - Throws: `empty` where either has an empty part: of those GEOS 3.11 says 0 or dies.
    func distance(to other: Planar) throws(ShapeError) -> Double {
        try requireContent()
        try other.requireContent()
        var result = 0.0
        guard GEOSDistance_r(context.handle, geometry, other.geometry, &result) == 1 else {
            throw context.failure(during: "distance")
        }
        return result
    }

    /// Whether the nine-intersection matrix of both matches a pattern such as `T*F**F***`.
    func relates(to other: Planar, by pattern: String) throws(ShapeError) -> Bool {
        let result = GEOSRelatePattern_r(context.handle, geometry, other.geometry, pattern)
        return try answer(result, "relate")
    }

    /// Whether GEOS holds the geometry for valid.
    func isValid() throws(ShapeError) -> Bool {
        try answer(GEOSisValid_r(context.handle, geometry), "isValid")
    }

    /// Why the geometry is not valid and where; nil for a valid one.
    func fault() throws(ShapeError) -> ShapeError? {
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        let result = GEOSisValidDetail_r(context.handle, geometry, 0, &reason, &place)
        defer {
            if let reason { GEOSFree_r(context.handle, reason) }
            if let place { GEOSGeom_destroy_r(context.handle, place) }
        }
        if try answer(result, "isValidDetail") { return nil }
        var vertex = Vertex(.nan, .nan)
        if let place {
            GEOSGeomGetX_r(context.handle, place, &vertex.longitude)
            GEOSGeomGetY_r(context.handle, place, &vertex.latitude)
        }
        return .invalid(reason: reason.map { String(cString: $0) } ?? "invalid", vertex)
    }

    /// The nearest valid geometry (GEOS' linework method: every vertex is kept).
    func madeValid() throws(ShapeError) -> Planar {
        try Planar(GEOSMakeValid_r(context.handle, geometry), in: context, "makeValid")
    }

    /// Everything within a distance, with round joints and caps of so many chords a quarter.
    func buffered(by distance: Double, chords: Int32) throws(ShapeError) -> Planar {
        try Planar(
            GEOSBuffer_r(context.handle, geometry, distance, chords), in: context, "buffer")
    }

    /// One geometry of the parts of a collection, without inner borders.
    func dissolved() throws(ShapeError) -> Planar {
        try Planar(GEOSUnaryUnion_r(context.handle, geometry), in: context, "unaryUnion")
    }

    /// Whether the interiors of two areas share a point.
    func overlaps(_ other: Planar) throws(ShapeError) -> Bool {
        try relates(to: other, by: "T********")
    }

    /// The polygons in this geometry; lines and points, which enclose nothing, are left out.
    func polygons() throws(ShapeError) -> [Shape.Polygon] {
        var found: [Shape.Polygon] = []
        try collect(geometry, into: &found, depth: 0)
        return found
    }

    /// The raw handles, for calls that no method here wraps; valid while this object lives.
    func withHandles<Result>(
        _ body: (GEOSContextHandle_t, OpaquePointer) throws(ShapeError) -> Result
    ) throws(ShapeError) -> Result {
        try body(context.handle, geometry)
    }

    private func requireContent() throws(ShapeError) {
        guard try hasContent(geometry, depth: 0) else { throw .empty }
    }

    /// Whether no part, at any depth up to sixteen, is empty.
    private func hasContent(_ part: OpaquePointer, depth: Int) throws(ShapeError) -> Bool {
        if try answer(GEOSisEmpty_r(context.handle, part), "isEmpty") { return false }
        guard GEOSGeomTypeId_r(context.handle, part) >= Int32(GEOS_MULTIPOINT.rawValue) else {
            return true
        }
        guard depth < 16 else { throw .unworkable("nested too deeply") }
        for index in 0..<max(GEOSGetNumGeometries_r(context.handle, part), 0) {
            guard let child = GEOSGetGeometryN_r(context.handle, part, index),
                try hasContent(child, depth: depth + 1)
            else { return false }
        }
        return true
    }

    private func answer(_ result: CChar, _ operation: String) throws(ShapeError) -> Bool {
        guard result == 0 || result == 1 else { throw context.failure(during: operation) }
        return result == 1
    }

    private func collect(
        _ part: OpaquePointer, into found: inout [Shape.Polygon], depth: Int
    ) throws(ShapeError) {
        let kind = GEOSGeomTypeId_r(context.handle, part)
        if kind == Int32(GEOS_POLYGON.rawValue) {
            let shell = try vertices(GEOSGetExteriorRing_r(context.handle, part))
            let count = GEOSGetNumInteriorRings_r(context.handle, part)
            var holes: [[Vertex]] = []
            for index in 0..<max(count, 0) {
                holes.append(try vertices(GEOSGetInteriorRingN_r(context.handle, part, index)))
            }
            if !shell.isEmpty { found.append(.init(shell: shell, holes: holes)) }
        } else if kind >= Int32(GEOS_MULTIPOINT.rawValue), depth < 4 {
            for index in 0..<max(GEOSGetNumGeometries_r(context.handle, part), 0) {
                if let child = GEOSGetGeometryN_r(context.handle, part, index) {
                    try collect(child, into: &found, depth: depth + 1)
                }
            }
        }
    }

    private func vertices(_ ring: OpaquePointer?) throws(ShapeError) -> [Vertex] {
        var count: UInt32 = 0
        guard let ring, let sequence = GEOSGeom_getCoordSeq_r(context.handle, ring),
            GEOSCoordSeq_getSize_r(context.handle, sequence, &count) == 1,
            let size = Int(exactly: count)
        else { throw context.failure(during: "ring") }
        var numbers = [Double](repeating: 0, count: size * 2)
        guard GEOSCoordSeq_copyToBuffer_r(context.handle, sequence, &numbers, 0, 0) == 1 else {
            throw context.failure(during: "ring")
        }
        return (0..<size).map { Vertex(numbers[2 * $0], numbers[2 * $0 + 1]) }
    }
}
