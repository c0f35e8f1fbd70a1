import Foundation
import Geometry
import Material
import Testing

/// Our own fences, with answers computed by `Fixtures/Geometry/generate.py`.
struct FixtureTests {
    private func fences() throws -> [[String: Any]] {
        try GeoJSON.list(Material.fixtures.appending(path: "Geometry/areas.json"))
    }

    private func area(_ fence: [String: Any]) throws -> Area {
        let system = try #require(CoordinateSystem(rawValue: fence.text("system")))
        if let centre = fence["centre"] as? [Double] {
            let radius = try #require(Metres(fence.number("radius")))
            let vertex = Vertex(centre[0], centre[1])
            return try Area(.circle(centre: vertex, radius: radius), in: system)
        }
        if let line = fence["line"] as? [[Double]] {
            let radius = try #require(Metres(fence.number("radius")))
            return try Area(.corridor(line: GeoJSON.ring(line), radius: radius), in: system)
        }
        let geometry: [String: Any] = [
            "type": "MultiPolygon", "coordinates": fence["polygons"] ?? [],
        ]
        return try Area(try #require(GeoJSON.shape(geometry)), in: system)
    }

    @Test func `sides, distances and probabilities agree with independent libraries`() throws {
        var wrong: [String] = []
        var judged = 0

        for fence in try fences() {
            let area = try area(fence)
            for probe in fence["probes"] as? [[String: Any]] ?? [] {
                let position = try #require(
                    Position(
                        longitude: probe.number("longitude"), latitude: probe.number("latitude")))
                let accuracy = try #require(Metres(probe.number("accuracy")))
                let distance = area.distance(to: position, in: area.system)
                let probability = area.probability(
                    at: position, in: area.system, accuracy: accuracy)
                let expected = probe.number("distance")
                let share = area.system == .wgs84 ? 0.001 : 0.01
                let tolerance = fence["centre"] == nil ? 0.01 : 0.002
                judged += 1
                let isRight =
                    area.covers(position, in: area.system) == probe.truth("inside")
                    && (distance <= 0) == probe.truth("inside")
                    && (expected.isNaN
                        || abs(distance - expected) <= max(0.05, share * abs(expected)))
                    && abs(probability - probe.number("probability")) <= tolerance
                if !isRight {
                    wrong.append("\(fence.text("name")) \(probe): \(distance) \(probability)")
                }
            }
        }

        #expect(judged == 330)
        #expect(wrong.isEmpty)
    }

    @Test func `square metres are those of the ellipsoid`() throws {
        // geographiclib, over the same square with 2,000 vertices a side.
        let degree = try Area(.polygons([Sample.square(from: (0, 0), to: (1, 1))]))

        #expect(abs(try #require(degree.squareMetres) / 12_308_463_894 - 1) < 1e-6)
    }
}
