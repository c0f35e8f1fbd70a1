/// A shape that was not valid, made valid.
public struct Repair: Sendable {
    /// The valid shape; equal to the given one where that was valid.
    public let shape: Shape

    /// The area of that shape, ready to judge against.
    public let area: Area

    /// Square metres that the repair added, negative where it took some away.
    ///
    /// Compared with shells less holes as given, each ring by its signed area on the ellipsoid: of
    /// a ring shaped like an 8 the loops count against each other.
    public let areaChange: Double
}

extension Area {
    /// Builds an area from a shape that may not be valid: open rings are closed, and where rings
    /// cross or touch GEOS finds the nearest valid polygons (its "make valid", which keeps every
    /// vertex).
    ///
    /// - Throws: What no repair can mend: limits, ranges, radii, ambiguity at the antimeridian, and
    ///   shapes that enclose nothing.
    public static func repaired(
        _ shape: Shape, in system: CoordinateSystem = .wgs84
    ) throws(ShapeError) -> Repair {
        let fault: ShapeError
        do throws(ShapeError) {
            return Repair(shape: shape, area: try Area(shape, in: system), areaChange: 0)
        } catch {
            fault = error
        }
        guard case .polygons(let polygons) = shape, fault.isRepairable else { throw fault }
        let closed = polygons.map { polygon in
            Shape.Polygon(
                shell: closedRing(polygon.shell), holes: polygon.holes.map(closedRing))
        }
        let mended: Shape
        switch wellFormed(closed) {
        case .success(let whole): mended = .polygons(try Validity.repaired(whole))
        case .failure(let other): throw other
        }
        guard case .polygons(let valid) = mended, !valid.isEmpty else { throw fault }
        let area = try Area(mended, in: system)
        let change = squareMetres(valid, in: system) - squareMetres(closed, in: system)
        return Repair(shape: mended, area: area, areaChange: change)
    }

    private static func closedRing(_ ring: [Vertex]) -> [Vertex] {
        guard let first = ring.first, first != ring.last else { return ring }
        return ring + [first]
    }

    /// The polygons if GEOS may have them, without rings that enclose nothing.
    private static func wellFormed(
        _ polygons: [Shape.Polygon]
    ) -> Result<[Shape.Polygon], ShapeError> {
        func stands(_ ring: [Vertex]) -> Bool {
            do throws(ShapeError) {
                try ShapeCheck.check([Shape.Polygon(shell: ring)])
                return true
            } catch {
                if case .zeroArea = error { return false }
                if case .tooFewPositions = error { return false }
                return true
            }
        }
        let kept = polygons.filter { stands($0.shell) }.map { polygon in
            Shape.Polygon(shell: polygon.shell, holes: polygon.holes.filter(stands))
        }
        do throws(ShapeError) {
            try ShapeCheck.check(kept)
            return .success(kept)
        } catch {
            return .failure(error)
        }
    }

    private static func squareMetres(
        _ polygons: [Shape.Polygon], in system: CoordinateSystem
    ) -> Double {
        polygons.reduce(0) { sum, polygon in
            let holes = polygon.holes.reduce(0) { $0 + ringSquareMetres($1, in: system) }
            return sum + ringSquareMetres(polygon.shell, in: system) - holes
        }
    }

    private static func ringSquareMetres(_ ring: [Vertex], in system: CoordinateSystem) -> Double {
        var rings = Rings()
        rings.add(line: ring.map(\.degrees))
        let curve = Curve(system: system)
        let parts = rings.cut(for: system, seams: Seams()).vertices
        return abs(Ellipsoid.area(ofRing: parts.map(curve.place)))
    }
}
