import Foundation
import Geometry
import Testing

struct FusionTests {
    /// A fix some metres east and north of an office.
    private func fix(_ east: Double, _ north: Double, accuracy: Double) throws -> Fix {
        Fix(
            try #require(
                Position(
                    longitude: 120.725 + east / 95_213, latitude: 31.295 + north / 110_867)),
            accuracy: try #require(Metres(accuracy)))
    }

    private func metres(_ fix: Fix?, from other: Fix) throws -> Double {
        Geodesic.distance(try #require(fix).position, other.position).value
    }

    @Test func `one fix stays what it is`() throws {
        let only = try fix(3, 4, accuracy: 12)

        #expect(Fix.fused([only]) == only)
        #expect(Fix.fused([]) == nil)
    }

    @Test func `the mean leans to the more accurate`() throws {
        let fused = Fix.fused([try fix(0, 0, accuracy: 10), try fix(10, 0, accuracy: 20)])

        #expect(try metres(fused, from: fix(2, 0, accuracy: 1)) < 0.05)
        #expect(try #require(fused).accuracy.value >= 10)
    }

    @Test func `a wild fix does not move the rest`() throws {
        let honest = try (0..<5).map { try fix(Double($0), 0, accuracy: 10) }
        let wild = try fix(5_000, 5_000, accuracy: 10)

        let fused = Fix.fused(honest + [wild])

        #expect(try metres(fused, from: fix(2, 0, accuracy: 1)) < 0.1)
        #expect(abs(try #require(fused).accuracy.value - 10) < 0.1)
    }

    @Test func `fixes that scatter more than they claim make a coarse one`() throws {
        let scattered = try [(0.0, 0.0), (60, 0), (0, 60), (60, 60)].map {
            try fix($0.0, $0.1, accuracy: 30)
        }

        #expect(try #require(Fix.fused(scattered)).accuracy.value > 40)
    }

    @Test func `fixes on both sides of the antimeridian meet there`() throws {
        let radius = try #require(Metres(10))
        let fixes = [179.999_99, -179.999_99].compactMap {
            Position(longitude: $0, latitude: 0)
        }.map { Fix($0, accuracy: radius) }

        #expect(abs(try #require(Fix.fused(fixes)).position.longitude) > 179.999_999)
    }
}
