import Foundation
import Geometry
import Material
import Testing

struct CoordinateSystemTests {
    @Test(arguments: CoordinateSystem.allCases)
    func `a place comes back within a millimetre from any system`(
        system: CoordinateSystem
    ) throws {
        var random = Seeded(11)

        for _ in 0..<20_000 {
            let place = try #require(
                Position(
                    longitude: .random(in: 72.02...137.82, using: &random),
                    latitude: .random(in: 0.85...55.81, using: &random)))
            let back = system.toWGS84(system.fromWGS84(place))
            #expect(Geodesic.distance(place, back).value < 0.001)
        }
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `nothing moves outside the box`(system: CoordinateSystem) throws {
        for (longitude, latitude) in [(0.0, 0.0), (71.9, 30), (138, 30), (100, 56), (100, 0.5)] {
            let place = try #require(Position(longitude: longitude, latitude: latitude))
            #expect(system.fromWGS84(place) == place)
            #expect(system.toWGS84(place) == place)
        }
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `any input ends, even on edges and singular meridians`(
        system: CoordinateSystem
    ) throws {
        for longitude in [-180, 72.004, 72.0040001, 105, 105 + 1e-15, 137.8347, 137.84, 180] {
            for latitude in [-90, 0.8293, 0.83, 35, 35 + 1e-15, 55.8271, 55.83, 90] {
                let position = try #require(Position(longitude: longitude, latitude: latitude))
                let place = system.toWGS84(position)
                #expect(abs(place.longitude) <= 180 && abs(place.latitude) <= 90)
            }
        }
    }

    @Test func `both sides of the eastern border keep their own place`() throws {
        for longitude in [137.83469, 137.83471] {
            let place = try #require(Position(longitude: longitude, latitude: 30))
            let back = CoordinateSystem.gcj02.toWGS84(CoordinateSystem.gcj02.fromWGS84(place))
            #expect(Geodesic.distance(place, back).value < 0.001)
        }
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `recorded points agree with the reference and come back`() throws {
        let folder = try #require(Material.recordings).appending(path: "coordinates")
        let points = try GeoJSON.list(folder.appending(path: "points.json"))

        for point in points {
            let place = try #require(point.position())
            for (name, value) in point["reference"] as? [String: [Double]] ?? [:] {
                let system = try #require(CoordinateSystem(rawValue: name))
                let expected = try #require(Position(longitude: value[0], latitude: value[1]))
                let got = system.fromWGS84(place)
                #expect(Geodesic.distance(got, expected).value < 0.001, "\(point)")
                #expect(Geodesic.distance(system.toWGS84(got), place).value < 0.001, "\(point)")
            }
        }
        #expect(points.count == 780)
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `printed conversions agree within what their libraries err`() throws {
        let folder = try #require(Material.recordings).appending(path: "coordinates")
        let rows = try GeoJSON.list(folder.appending(path: "published_vectors.json"))

        for row in rows {
            let names = row.text("kind").split(separator: "_to_")
            let from = try #require(CoordinateSystem(rawValue: String(names[0])))
            let isFast = row.text("kind").hasSuffix("fast")
            let to = try #require(
                CoordinateSystem(rawValue: isFast ? "wgs84" : String(names[1])))
            let output = try #require(row["out"] as? [Double])
            let expected = try #require(Position(longitude: output[0], latitude: output[1]))
            let got = from.convert(try #require(row.position()), to: to)
            // One-step inverses are up to 4 m off; forward, one library rounds its ellipsoid.
            let isInverse = to == .wgs84 || from == .bd09
            #expect(Geodesic.distance(got, expected).value < (isInverse ? 4 : 0.02), "\(row)")
        }
        #expect(rows.count == 7)
    }
}
