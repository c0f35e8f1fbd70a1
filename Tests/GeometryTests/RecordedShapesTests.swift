import Foundation
import Geometry
import Material
import Testing

/// Polygons at the antimeridian and the poles, and broken ones.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RecordedShapesTests {
    private let folder = Material.recordings?.appending(path: "geofence") ?? URL(filePath: "/")

    @Test func `split polygons are right, and so are given ones that are not refused`() throws {
        let items = try GeoJSON.list(folder.appending(path: "antimeridian_polar.json"))
        var refused = 0

        for item in items {
            let probes = item["probes"] as? [[String: Any]] ?? []
            if let split = GeoJSON.shape(item["geometry_split"]) {
                check(try Area(split), probes, item.text("name") + " split")
            }
            guard let given = GeoJSON.shape(item["geometry_as_given"]) else { continue }
            switch Sample.area(given) {
            case .success(let area): check(area, probes, item.text("name") + " given")
            case .failure: refused += 1
            }
        }

        #expect(items.count == 28)
        #expect(refused > 0 && refused < items.count)
    }

    private func check(_ area: Area, _ probes: [[String: Any]], _ name: String) {
        for probe in probes {
            guard let position = probe.position() else { continue }
            #expect(area.covers(position) == probe.truth("inside"), "\(name) \(probe)")
        }
    }

    @Test func `really invalid polygons are refused with GEOS' words and can be repaired`() throws {
        let items = try GeoJSON.list(folder.appending(path: "invalid_documents.json"))
        var judged = 0

        for item in items where item.text("upstream_class") == "real_world_invalid" {
            let document = try #require(item["document"] as? [String: Any])
            let shape = try #require(GeoJSON.shape(document["geometry"]))
            let properties = document["properties"] as? [String: Any] ?? [:]
            let system = CoordinateSystem(rawValue: properties.text("crs")) ?? .wgs84
            judged += 1

            let fault = Sample.fault(of: shape, in: system)
            // Antarctica runs along the antimeridian to the pole and back, as given.
            if case .ambiguousAntimeridian? = fault { continue }
            #expect(fault?.isRepairable == true, "\(item.text("name"))")
            #expect(fault?.location != nil, "\(item.text("name"))")
            let repair = try Area.repaired(shape, in: system)
            #expect(repair.areaChange.isFinite)
        }

        #expect(judged > 5)
    }

    @Test func `every document with a shape is built or refused, nothing else`() throws {
        let items = try GeoJSON.list(folder.appending(path: "invalid_documents.json"))

        for item in items {
            for shape in shapes(item["document"]) {
                if Sample.fault(of: shape) != nil { _ = try? Area.repaired(shape) }
            }
        }
        #expect(items.count == 91)
    }

    private func shapes(_ document: Any?) -> [Shape] {
        guard let document = document as? [String: Any] else { return [] }
        if let features = document["features"] as? [Any] { return features.flatMap(shapes) }
        return [GeoJSON.shape(document), GeoJSON.shape(document["geometry"])].compactMap(\.self)
    }
}
