import Attendance
import JSON

/// Reads and writes GeoJSON geometries; judges their structure, not their shape.
enum GeometryWire {
    typealias Point = Geofence.Point

    /// A geometry before its radius is known.
    struct Raw {
        var type = ""
        var coordinates: Coordinates?
        var ignored: [String] = []

        /// The outline that the geometry draws.
        ///
        /// - Throws: A fault at `/geometry` for a type that is not taken, or coordinates of another
        ///   depth; at `/properties/radius` where a point or line has none.
        func outline(radius: Double?) throws(JSONError) -> Geofence.Outline {
            switch (type, coordinates) {
            case ("Polygon", .lines(let rings)?): return .polygon(rings)
            case ("MultiPolygon", .areas(let polygons)?): return .multiPolygon(polygons)
            case ("Point", .point(let centre)?):
                return .circle(centre, radius: try Self.required(radius))
            case ("LineString", .points(let line)?):
                return .corridor(line, radius: try Self.required(radius))
            // An empty array has no depth of its own.
            case ("MultiPolygon", .points(let none)?) where none.isEmpty: return .multiPolygon([])
            case ("MultiPolygon", .lines(let none)?) where none.allSatisfy(\.isEmpty):
                return .multiPolygon(none.map { [$0] })
            case ("Polygon", .points(let none)?) where none.isEmpty: return .polygon([])
            case ("Polygon", _), ("MultiPolygon", _), ("Point", _), ("LineString", _):
                let detail = "the coordinates are not those of the type"
                throw JSONError(.invalid, at: "/geometry/coordinates", detail)
            default:
                let detail = "must be Polygon, MultiPolygon, Point or LineString"
                throw JSONError(.invalid, at: "/geometry/type", detail)
            }
        }

        private static func required(_ radius: Double?) throws(JSONError) -> Double {
            if let radius { return radius }
            throw JSONError(.invalid, at: "/properties/radius", "a point or line needs a radius")
        }
    }

    /// Coordinates by the depth of their arrays.
    enum Coordinates {
        case point(Point)
        case points([Point])
        case lines([[Point]])
        case areas([[[Point]]])
    }

    static func read(_ reader: inout JSONReader) throws -> Raw {
        var raw = Raw()
        try reader.object { name, value in
            switch name {
            case "type": raw.type = try value.string(max: 32)
            case "coordinates":
                var budget = Budget()
                raw.coordinates = try coordinates(&value, depth: 0, &budget)
                if budget.hasAltitudes { raw.ignored.append("altitude") }
            default: raw.ignored.append(name.text)
            }
        }
        if raw.type.isEmpty { _ = try reader.required(String?.none, "type") }
        return raw
    }

    /// What may still be read of a geometry.
    private struct Budget {
        // Rings have three vertices or more, and one position more than vertices.
        var positions = Limits.vertices * 4 / 3 + 4 * Limits.holes
        var hasAltitudes = false
    }

    private static func coordinates(
        _ reader: inout JSONReader, depth: Int, _ budget: inout Budget
    ) throws -> Coordinates {
        guard depth <= 3 else { throw reader.invalid("must not be nested so deeply") }
        var numbers: [Double] = []
        var parts: [Coordinates] = []
        // One too many vertices is told by the shape's own limit, in its own words.
        try reader.elements(max: 2 * Limits.vertices) { value in
            if value.kind == .number {
                numbers.append(try value.double(in: -1e9...1e9))
            } else {
                parts.append(try coordinates(&value, depth: depth + 1, &budget))
            }
        }
        guard numbers.isEmpty || parts.isEmpty else {
            throw reader.invalid("must hold numbers or arrays, not both")
        }
        if !numbers.isEmpty {
            guard (2...4).contains(numbers.count) else {
                throw reader.invalid("a position has a longitude and a latitude")
            }
            budget.positions -= 1
            guard budget.positions >= 0 else {
                throw reader.tooMany("more than \(Limits.vertices) vertices")
            }
            if numbers.count > 2 { budget.hasAltitudes = true }
            return .point(Point(longitude: numbers[0], latitude: numbers[1]))
        }
        return try join(parts, &reader)
    }

    private static func join(
        _ parts: [Coordinates], _ reader: inout JSONReader
    ) throws -> Coordinates {
        var points: [Point] = []
        var lines: [[Point]] = []
        var areas: [[[Point]]] = []
        for part in parts {
            switch part {
            case .point(let point): points.append(point)
            case .points(let line): lines.append(line)
            case .lines(let area): areas.append(area)
            case .areas: throw reader.invalid("must not be nested so deeply")
            }
        }
        switch (points.isEmpty, lines.isEmpty, areas.isEmpty) {
        case (_, true, true): return .points(points)
        case (true, false, true): return .lines(lines)
        case (true, true, false): return .areas(areas)
        default: throw reader.invalid("must be nested equally deep everywhere")
        }
    }

    static func write(_ outline: Geofence.Outline, to writer: inout JSONWriter) {
        writer.object { writer in
            switch outline {
            case .polygon(let rings):
                writer.member("type", "Polygon")
                writer.member("coordinates") { write(rings, to: &$0) }
            case .multiPolygon(let polygons):
                writer.member("type", "MultiPolygon")
                writer.member("coordinates") { writer in
                    writer.array { writer in
                        for rings in polygons { write(rings, to: &writer) }
                    }
                }
            case .circle(let centre, _):
                writer.member("type", "Point")
                writer.member("coordinates", [centre.longitude, centre.latitude])
            case .corridor(let line, _):
                writer.member("type", "LineString")
                writer.member("coordinates", line.map { [$0.longitude, $0.latitude] })
            }
        }
    }

    private static func write(_ rings: [[Point]], to writer: inout JSONWriter) {
        writer.array { writer in
            for ring in rings { writer.value(ring.map { [$0.longitude, $0.latitude] }) }
        }
    }
}
