import CGEOS

@testable import Geometry

/// Reads well-known text into GEOS geometries by way of coordinate sequences; for tests only.
struct WKT {
    struct Fault: Error {}

    private let builder: PlanarBuilder
    private let characters: [Character]
    private var next = 0

    static func planar(_ text: String, in context: GEOSContext) throws -> Planar {
        var reader = WKT(
            builder: PlanarBuilder(context: context), characters: Array(text.uppercased()))
        return try Planar(try reader.geometry(), in: context, "wkt")
    }

    private init(builder: PlanarBuilder, characters: [Character]) {
        self.builder = builder
        self.characters = characters
    }

    private var handle: GEOSContextHandle_t { builder.context.handle }

    private mutating func geometry() throws -> OpaquePointer {
        let kind = word()
        var measure = word()
        if ["Z", "M", "ZM"].contains(measure) { measure = word() }
        let isEmpty = measure == "EMPTY"
        switch kind {
        case "POINT":
            return isEmpty
                ? try made(GEOSGeom_createEmptyPoint_r(handle))
                : try builder.rawPoint(try positions()[0])
        case "LINESTRING":
            return isEmpty
                ? try made(GEOSGeom_createEmptyLineString_r(handle))
                : try builder.rawLine(try positions())
        case "LINEARRING":
            return isEmpty
                ? try made(
                    GEOSGeom_createLinearRing_r(handle, GEOSCoordSeq_create_r(handle, 0, 2)))
                : try builder.rawRing(try positions())
        case "POLYGON":
            return isEmpty ? try made(GEOSGeom_createEmptyPolygon_r(handle)) : try polygon()
        default:
            return try collection(kind, isEmpty: isEmpty)
        }
    }

    private mutating func collection(_ kind: String, isEmpty: Bool) throws -> OpaquePointer {
        let kinds: [String: GEOSGeomTypes] = [
            "MULTIPOINT": GEOS_MULTIPOINT, "MULTILINESTRING": GEOS_MULTILINESTRING,
            "MULTIPOLYGON": GEOS_MULTIPOLYGON, "GEOMETRYCOLLECTION": GEOS_GEOMETRYCOLLECTION,
        ]
        guard let type = kinds[kind] else { throw Fault() }
        guard !isEmpty else {
            return try made(GEOSGeom_createEmptyCollection_r(handle, Int32(type.rawValue)))
        }
        var parts: [OpaquePointer?] = []
        try expect("(")
        repeat {
            switch kind {
            case "MULTIPOINT": parts.append(try part("POINT"))
            case "MULTILINESTRING": parts.append(try part("LINESTRING"))
            case "MULTIPOLYGON": parts.append(try part("POLYGON"))
            default: parts.append(try geometry())
            }
        } while take(",")
        try expect(")")
        return try made(
            GEOSGeom_createCollection_r(
                handle, Int32(type.rawValue), &parts, UInt32(parts.count)))
    }

    private mutating func part(_ kind: String) throws -> OpaquePointer {
        let isEmpty = word() == "EMPTY"
        switch kind {
        case "POINT":
            if isEmpty { return try made(GEOSGeom_createEmptyPoint_r(handle)) }
            return try builder.rawPoint(peek("(") ? try positions()[0] : try position())
        case "LINESTRING":
            return isEmpty
                ? try made(GEOSGeom_createEmptyLineString_r(handle))
                : try builder.rawLine(try positions())
        default:
            return isEmpty ? try made(GEOSGeom_createEmptyPolygon_r(handle)) : try polygon()
        }
    }

    private mutating func polygon() throws -> OpaquePointer {
        var rings: [[Vertex]] = []
        try expect("(")
        repeat {
            if word() != "EMPTY" { rings.append(try positions()) }
        } while take(",")
        try expect(")")
        if rings.isEmpty { return try made(GEOSGeom_createEmptyPolygon_r(handle)) }
        return try builder.rawPolygon(
            Shape.Polygon(shell: rings[0], holes: Array(rings.dropFirst())))
    }

    private mutating func positions() throws -> [Vertex] {
        var found: [Vertex] = []
        try expect("(")
        repeat { found.append(try position()) } while take(",")
        try expect(")")
        return found
    }

    private mutating func position() throws -> Vertex {
        var numbers: [Double] = []
        while let number = number() { numbers.append(number) }
        guard numbers.count >= 2 else { throw Fault() }
        return Vertex(numbers[0], numbers[1])
    }

    private mutating func number() -> Double? {
        skip()
        let start = next
        if word() == "NAN" { return .nan }
        while next < characters.count,
            "+-.E".contains(characters[next]) || characters[next].isNumber
        {
            next += 1
        }
        return Double(String(characters[start..<next]))
    }

    private mutating func word() -> String {
        skip()
        let start = next
        while next < characters.count, characters[next].isLetter { next += 1 }
        return String(characters[start..<next])
    }

    private mutating func skip() {
        while next < characters.count, characters[next].isWhitespace { next += 1 }
    }

    private mutating func peek(_ character: Character) -> Bool {
        skip()
        return next < characters.count && characters[next] == character
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek(character) else { return false }
        next += 1
        return true
    }

    private mutating func expect(_ character: Character) throws {
        guard take(character) else { throw Fault() }
    }

    private func made(_ geometry: OpaquePointer?) throws -> OpaquePointer {
        guard let geometry else { throw Fault() }
        return geometry
    }
}
