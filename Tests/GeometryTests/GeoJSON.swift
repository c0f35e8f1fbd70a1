import Foundation
import Geometry

/// Just enough GeoJSON to read the tests' own material.
enum GeoJSON {
    static func load(_ url: URL) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    }

    static func list(_ url: URL) throws -> [[String: Any]] {
        try load(url) as? [[String: Any]] ?? []
    }

    /// The shape of a geometry; nil for one that is no area or broken in structure.
    static func shape(_ geometry: Any?) -> Shape? {
        guard let geometry = geometry as? [String: Any],
            let coordinates = geometry["coordinates"] as? [Any]
        else { return nil }
        switch geometry["type"] as? String {
        case "Polygon":
            return polygon(coordinates).map { .polygons([$0]) }
        case "MultiPolygon":
            let polygons = coordinates.map { polygon($0) }
            return polygons.contains { $0 == nil } ? nil : .polygons(polygons.compactMap(\.self))
        default:
            return nil
        }
    }

    private static func polygon(_ value: Any) -> Shape.Polygon? {
        guard let rings = value as? [[[Double]]], let shell = rings.first,
            rings.allSatisfy({ $0.allSatisfy { $0.count >= 2 } })
        else { return nil }
        return .init(shell: ring(shell), holes: rings.dropFirst().map(ring))
    }

    static func ring(_ positions: [[Double]]) -> [Vertex] {
        positions.map { Vertex($0[0], $0[1]) }
    }
}

extension Dictionary<String, Any> {
    func number(_ key: String) -> Double { (self[key] as? NSNumber)?.doubleValue ?? .nan }
    func text(_ key: String) -> String { self[key] as? String ?? "" }
    func truth(_ key: String) -> Bool { (self[key] as? NSNumber)?.boolValue ?? false }

    /// The position under `lon` and `lat`.
    func position() -> Position? {
        Position(longitude: number("lon"), latitude: number("lat"))
    }
}
