import Foundation
import Geometry
import Material
import Testing

/// Containment against an independent test that knows nothing of trees or filters.
struct RandomPolygonTests {
    /// `ROLLCALL_FULL=1` runs 10,000 polygons instead of 300.
    private static let count =
        ProcessInfo.processInfo.environment["ROLLCALL_FULL"] == nil ? 300 : 10_000

    @Test func `a hundred points each agree with a plain even-odd test`() throws {
        var random = Seeded(2_026)
        var disagreements = 0
        var judged = 0

        for _ in 0..<Self.count {
            let centre = Vertex(
                .random(in: -170...170, using: &random), .random(in: -80...80, using: &random))
            let radius = pow(10, Double.random(in: -4...0.5, using: &random))
            let corners = Int.random(in: 1...60, using: &random)
            let shell = Sample.star(
                corners: corners, radius: radius, round: centre, using: &random)
            let hole = shell.map {
                Vertex(
                    centre.longitude + ($0.longitude - centre.longitude) * 0.4,
                    centre.latitude + ($0.latitude - centre.latitude) * 0.4)
            }
            let polygon = Shape.Polygon(shell: shell, holes: [hole])
            guard case .success(let area) = Sample.area(.polygons([polygon])) else { continue }
            judged += 1
            for _ in 0..<100 {
                let x = centre.longitude + radius * .random(in: -1.1...1.1, using: &random)
                let y = centre.latitude + radius * .random(in: -1.1...1.1, using: &random)
                let position = try #require(Position(longitude: x, latitude: y))
                let expected = isInside(x, y, shell) && !isInside(x, y, hole)
                if area.covers(position) != expected { disagreements += 1 }
            }
        }

        #expect(judged > Self.count * 9 / 10)
        #expect(disagreements == 0)
    }

    @Test func `corners and points on axis-parallel edges count as inside`() throws {
        var random = Seeded(7)

        for _ in 0..<50 {
            let centre = Vertex(120, 31)
            let ring = Sample.star(corners: 30, radius: 0.01, round: centre, using: &random)
            guard case .success(let area) = Sample.area(.polygons([.init(shell: ring)])) else {
                continue
            }
            for corner in ring {
                let position = try #require(
                    Position(longitude: corner.longitude, latitude: corner.latitude))
                #expect(area.covers(position))
                #expect(abs(area.distance(to: position)) < 1e-3)
            }
        }
        let square = try Area(.polygons([Sample.square]))
        for (longitude, latitude) in [(120.725, 31.29), (120.73, 31.2951), (120.72, 31.30)] {
            let position = try #require(Position(longitude: longitude, latitude: latitude))
            #expect(square.covers(position))
        }
    }

    @Test func `the direction of rings does not matter`() throws {
        var random = Seeded(8)
        let ring = Sample.star(corners: 40, radius: 0.01, round: Vertex(10, 50), using: &random)
        let one = try Area(.polygons([.init(shell: ring)]))
        let other = try Area(.polygons([.init(shell: ring.reversed())]))

        for _ in 0..<500 {
            let position = try #require(
                Position(
                    longitude: 10 + .random(in: -0.012...0.012, using: &random),
                    latitude: 50 + .random(in: -0.012...0.012, using: &random)))
            let accuracy = try #require(Metres(.random(in: 1...300, using: &random)))
            #expect(one.covers(position) == other.covers(position))
            #expect(abs(one.distance(to: position) - other.distance(to: position)) < 1e-6)
            let first = one.probability(at: position, accuracy: accuracy)
            #expect(abs(first - other.probability(at: position, accuracy: accuracy)) < 1e-9)
        }
    }

    private func isInside(_ x: Double, _ y: Double, _ ring: [Vertex]) -> Bool {
        var isInside = false
        for (from, to) in zip(ring, ring.dropFirst())
        where (from.latitude > y) != (to.latitude > y) {
            let share = (y - from.latitude) / (to.latitude - from.latitude)
            if x < from.longitude + share * (to.longitude - from.longitude) { isInside.toggle() }
        }
        return isInside
    }
}
