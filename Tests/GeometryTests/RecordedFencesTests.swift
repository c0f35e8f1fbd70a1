import Foundation
import Geometry
import Material
import Testing

/// Real fences with answers that independent libraries computed.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RecordedFencesTests {
    private let folder = Material.recordings?.appending(path: "geofence") ?? URL(filePath: "/")

    private func fences() throws -> [String: Area] {
        let document = try GeoJSON.load(folder.appending(path: "fences.geojson")) as? [String: Any]
        var areas: [String: Area] = [:]
        for feature in document?["features"] as? [[String: Any]] ?? [] {
            let properties = feature["properties"] as? [String: Any] ?? [:]
            let shape = try #require(GeoJSON.shape(feature["geometry"]))
            let system = try #require(CoordinateSystem(rawValue: properties.text("crs")))
            areas[feature.text("id")] = try Area(shape, in: system)
        }
        return areas
    }

    @Test func `every fence becomes an area`() throws {
        #expect(try fences().count == 275)
    }

    @Test func `every probe is inside or outside, at its distance`() throws {
        let areas = try fences()
        let probes = try GeoJSON.list(folder.appending(path: "probes.json"))

        var wrongSide: [String] = []
        var wrongDistance: [String] = []
        for probe in probes {
            let area = try #require(areas[probe.text("fence")])
            let position = try #require(probe.position())
            let expected = probe.number("distance_m")
            let got = area.distance(to: position, in: area.system)
            let tolerance = max(0.05, expected * (area.system == .wgs84 ? 0.001 : 0.01))
            if area.covers(position, in: area.system) != probe.truth("inside") {
                wrongSide.append("\(probe)")
            }
            // Two probes in the Atlantic were measured to the wrong end of Fiji: geographiclib
            // itself finds 15,321,850 and 14,106,426 m.
            let isFarther = expected > 14_000_000 && got > 14_000_000 && got < expected
            if abs(abs(got) - expected) > tolerance && !isFarther
                || (got <= 0) != probe.truth("inside")
            {
                wrongDistance.append("\(probe) got \(got)")
            }
        }

        #expect(probes.count == 1_878)
        #expect(wrongSide.isEmpty)
        #expect(wrongDistance.isEmpty)
    }

    @Test func `every probability is right`() throws {
        let areas = try fences()
        let cases = try GeoJSON.list(folder.appending(path: "probability.json"))

        var wrong: [String] = []
        for item in cases {
            let position = try #require(item.position())
            let accuracy = try #require(Metres(item.number("accuracy_m")))
            let isCircle = item.text("type") == "circle"
            let area =
                if isCircle {
                    try Area(
                        .circle(
                            centre: GeoJSON.ring([item["center"] as? [Double] ?? []])[0],
                            radius: try #require(Metres(item.number("radius_m")))))
                } else {
                    try #require(areas[item.text("fence")])
                }
            let got = area.probability(at: position, in: area.system, accuracy: accuracy)
            if abs(got - item.number("p_inside")) > (isCircle ? 0.002 : 0.01) {
                wrong.append("\(item) got \(got)")
            }
        }

        #expect(cases.count == 220)
        #expect(wrong.isEmpty)
    }
}
