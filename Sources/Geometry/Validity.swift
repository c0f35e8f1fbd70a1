/// GEOS' judgement of polygons.
enum Validity {
    /// Throws GEOS' reason and place where polygons are not valid together.
    static func check(_ polygons: [Shape.Polygon]) throws(ShapeError) {
        try GEOSContext.use { context throws(ShapeError) in
            let builder = PlanarBuilder(context: context)
            let whole = try builder.polygons(polygons)
            if let fault = try whole.fault() { throw fault }
            try checkOnce(polygons, whole, builder)
        }
    }

    /// Polygons that span more than 360° must not lie on themselves once round the Earth.
    private static func checkOnce(
        _ polygons: [Shape.Polygon], _ whole: Planar, _ builder: PlanarBuilder
    ) throws(ShapeError) {
        let longitudes = polygons.lazy.flatMap(\.shell).map(\.longitude)
        guard let low = longitudes.min(), let high = longitudes.max(), high - low > 360 else {
            return
        }
        let moved = polygons.map { polygon in
            Shape.Polygon(
                shell: polygon.shell.map { Vertex($0.longitude + 360, $0.latitude) },
                holes: polygon.holes.map { $0.map { Vertex($0.longitude + 360, $0.latitude) } })
        }
        if try whole.overlaps(try builder.polygons(moved)) {
            let place = polygons[0].shell.first ?? Vertex(.nan, .nan)
            throw .invalid(reason: "Overlaps itself around the Earth", place)
        }
    }

    /// The nearest valid polygons.
    static func repaired(_ polygons: [Shape.Polygon]) throws(ShapeError) -> [Shape.Polygon] {
        try Crossings.check(polygons.flatMap { [$0.shell] + $0.holes }.map { $0.map(\.degrees) })
        return try GEOSContext.use { context throws(ShapeError) in
            try PlanarBuilder(context: context).polygons(polygons).madeValid().polygons()
        }
    }
}
