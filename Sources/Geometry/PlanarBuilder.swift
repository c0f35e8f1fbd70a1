import CGEOS

/// Makes GEOS geometries from vertices; the only door by which coordinates reach GEOS.
struct PlanarBuilder {
    let context: GEOSContext

    /// A point.
    func point(_ vertex: Vertex) throws(ShapeError) -> Planar {
        try Planar(rawPoint(vertex), in: context, "point")
    }

    /// A line of at least two vertices.
    func line(_ vertices: [Vertex]) throws(ShapeError) -> Planar {
        try Planar(rawLine(vertices), in: context, "line")
    }

    /// One polygon, or several as a multipolygon; closed rings of at least four vertices.
    func polygons(_ polygons: [Shape.Polygon]) throws(ShapeError) -> Planar {
        var parts: [OpaquePointer?] = []
        for polygon in polygons {
            do throws(ShapeError) {
                parts.append(try rawPolygon(polygon))
            } catch {
                parts.forEach(destroy)
                throw error
            }
        }
        if parts.count == 1 { return try Planar(parts[0], in: context, "polygon") }
        return try collection(GEOS_MULTIPOLYGON, parts)
    }

    /// A collection of GEOS' kind; takes the parts over, also when it fails.
    func collection(
        _ kind: GEOSGeomTypes, _ parts: [OpaquePointer?]
    ) throws(ShapeError) -> Planar {
        var parts = parts
        guard let count = UInt32(exactly: parts.count) else { throw .unworkable("too many parts") }
        let whole = parts.withUnsafeMutableBufferPointer { buffer in
            GEOSGeom_createCollection_r(
                context.handle, Int32(kind.rawValue), buffer.baseAddress, count)
        }
        return try Planar(whole, in: context, "collection")
    }

    func rawPoint(_ vertex: Vertex) throws(ShapeError) -> OpaquePointer {
        guard vertex.longitude.isFinite, vertex.latitude.isFinite,
            let point = GEOSGeom_createPointFromXY_r(
                context.handle, vertex.longitude, vertex.latitude)
        else { throw context.failure(during: "point") }
        return point
    }

    func rawLine(_ vertices: [Vertex]) throws(ShapeError) -> OpaquePointer {
        guard let line = GEOSGeom_createLineString_r(context.handle, try sequence(vertices)) else {
            throw context.failure(during: "line")
        }
        return line
    }

    func rawRing(_ vertices: [Vertex]) throws(ShapeError) -> OpaquePointer {
        guard let ring = GEOSGeom_createLinearRing_r(context.handle, try sequence(vertices)) else {
            throw context.failure(during: "ring")
        }
        return ring
    }

    func rawPolygon(_ polygon: Shape.Polygon) throws(ShapeError) -> OpaquePointer {
        let shell = try rawRing(polygon.shell)
        var holes: [OpaquePointer?] = []
        for hole in polygon.holes {
            do throws(ShapeError) {
                holes.append(try rawRing(hole))
            } catch {
                holes.forEach(destroy)
                destroy(shell)
                throw error
            }
        }
        guard let count = UInt32(exactly: holes.count),
            let made = holes.withUnsafeMutableBufferPointer({ buffer in
                GEOSGeom_createPolygon_r(context.handle, shell, buffer.baseAddress, count)
            })
        else { throw context.failure(during: "polygon") }
        return made
    }

    private func destroy(_ geometry: OpaquePointer?) {
        if let geometry { GEOSGeom_destroy_r(context.handle, geometry) }
    }

    private func sequence(_ vertices: [Vertex]) throws(ShapeError) -> OpaquePointer {
        guard !vertices.isEmpty else { throw .empty }
        guard let count = UInt32(exactly: vertices.count) else { throw .unworkable("too long") }
        var numbers: [Double] = []
        numbers.reserveCapacity(vertices.count * 2)
        for vertex in vertices {
            guard vertex.longitude.isFinite, vertex.latitude.isFinite else {
                throw .outOfRange(vertex)
            }
            numbers.append(vertex.longitude)
            numbers.append(vertex.latitude)
        }
        guard
            let made = GEOSCoordSeq_copyFromBuffer_r(context.handle, numbers, count, 0, 0)
        else { throw context.failure(during: "coordinates") }
        return made
    }
}
