import Foundation
import Geometry
import Material
import Testing

struct AreaTests {
    private let centre = Vertex(120.725, 31.295)

    @Test func `faults of shapes are named, with their place`() throws {
        let square = Sample.square
        let first = square.shell[0]
        var open = square
        open.shell.removeLast()
        var far = square
        far.shell[1].latitude = 91
        var undefined = square
        undefined.shell[2].longitude = .nan
        let bow = Shape.Polygon(shell: [
            Vertex(0, 0), Vertex(2, 2), Vertex(2, 0), Vertex(0, 2), Vertex(0, 0),
        ])
        let flat = Shape.Polygon(shell: [Vertex(0, 0), Vertex(1, 1), Vertex(2, 2), Vertex(0, 0)])

        #expect(Sample.fault(of: .polygons([])) == .empty)
        #expect(Sample.fault(of: .polygons([.init(shell: [])])) == .empty)
        #expect(Sample.fault(of: .polygons([open])) == .openRing(first))
        #expect(Sample.fault(of: .polygons([far])) == .outOfRange(far.shell[1]))
        #expect(Sample.fault(of: .polygons([undefined]))?.location == nil)
        #expect(
            Sample.fault(of: .polygons([.init(shell: [first, square.shell[1], first])]))
                == .tooFewPositions(got: 3, first))
        #expect(
            Sample.fault(of: .polygons([bow]))
                == .invalid(reason: "Self-intersection", Vertex(1, 1)))
        #expect(Sample.fault(of: .polygons([flat])) == .zeroArea(Vertex(0, 0)))
        #expect(Sample.fault(of: .circle(centre: centre, radius: .zero))?.location == nil)
        #expect(Sample.fault(of: .corridor(line: [centre], radius: Limits.radius)) != nil)
        #expect(Sample.fault(of: .corridor(line: [centre, centre], radius: Limits.radius)) != nil)
    }

    @Test func `limits count neither closing positions nor less than all rings`() throws {
        func ring(_ corners: Int) -> [Vertex] {
            let ring = (0..<corners).map { corner in
                let angle = 2 * Double.pi * Double(corner) / Double(corners)
                return Vertex(10 + cos(angle), 10 + sin(angle))
            }
            return ring + [ring[0]]
        }
        let holes = (0..<101).map { number in
            let low = (10.0 + 0.005 * Double(number), 10.0)
            return Sample.square(from: low, to: (low.0 + 0.002, 10.01)).shell
        }

        #expect(Sample.fault(of: .polygons([.init(shell: ring(10_000))])) == nil)
        #expect(
            Sample.fault(of: .polygons([.init(shell: ring(10_001))]))
                == .tooManyVertices(got: 10_001, limit: 10_000))
        let shell = ring(4)
        #expect(
            Sample.fault(of: .polygons([.init(shell: shell, holes: holes)]))
                == .tooManyHoles(got: 101, limit: 100))
        #expect(
            Sample.fault(of: .polygons([.init(shell: shell, holes: Array(holes.dropLast()))]))
                == nil)
    }

    @Test func `a shape across the antimeridian is the same split, unrolled, or on the other side`()
        throws
    {
        let split = Shape.polygons([
            Sample.square(from: (179.9, 10), to: (180, 10.2)),
            Sample.square(from: (-180, 10), to: (-179.8, 10.2)),
        ])
        let east = Shape.polygons([Sample.square(from: (179.9, 10), to: (180.2, 10.2))])
        let west = Shape.polygons([Sample.square(from: (-180.1, 10), to: (-179.8, 10.2))])
        let areas = try [split, east, west].map { try Area($0) }
        var random = Seeded(5)

        for _ in 0..<500 {
            let position = try #require(
                Position(
                    longitude: Bool.random(using: &random)
                        ? .random(in: 179.7...180, using: &random)
                        : .random(in: -180 ... -179.6, using: &random),
                    latitude: .random(in: 9.9...10.3, using: &random)))
            let accuracy = try #require(Metres(2_000))
            for other in areas.dropFirst() {
                #expect(areas[0].covers(position) == other.covers(position))
                #expect(
                    abs(areas[0].distance(to: position) - other.distance(to: position)) < 1e-3)
                let first = areas[0].probability(at: position, accuracy: accuracy)
                #expect(
                    abs(first - other.probability(at: position, accuracy: accuracy)) < 1e-4)
            }
        }
        let ambiguous = Sample.square(from: (-179.9, 10), to: (179.9, 10.2))
        #expect(
            Sample.fault(of: .polygons([ambiguous])) == .ambiguousAntimeridian(ambiguous.shell[0]))
    }

    @Test func `a cap around the pole has its inside at the pole and its edge at the parallel`()
        throws
    {
        let cap = try Area(.polygons([Sample.square(from: (-180, 80), to: (180, 90))]))
        let pole = try #require(Position(longitude: 12, latitude: 90))
        let outside = try #require(Position(longitude: 180, latitude: 79.99))

        #expect(cap.covers(pole))
        #expect(abs(cap.distance(to: pole) + 1_116_825.9) < 1_200)
        #expect(!cap.covers(outside))
        #expect(abs(cap.distance(to: outside) - 1_116.6) < 2)
    }

    @Test func `a position is taken to the fence's own system`() throws {
        let wgs84 = try #require(Position(longitude: 120.7199, latitude: 31.295))
        let gcj02 = CoordinateSystem.gcj02.fromWGS84(wgs84)
        let fence = try Area(.polygons([Sample.square]), in: .gcj02)

        #expect(fence.covers(wgs84) == fence.covers(gcj02, in: .gcj02))
        #expect(fence.covers(wgs84))
        #expect(!(try Area(.polygons([Sample.square])).covers(wgs84)))
        let straight = fence.distance(to: gcj02, in: .gcj02)
        #expect(abs(fence.distance(to: wgs84) - straight) < 0.002)
    }

    @Test func `a circle is geodesic across the antimeridian and around the pole`() throws {
        let radius = try #require(Metres(500))
        for vertex in [Vertex(179.999, 0), Vertex(0, 89.999), Vertex(15.6, 78.2)] {
            let area = try Area(.circle(centre: vertex, radius: radius))
            let centre = try #require(
                Position(longitude: vertex.longitude, latitude: vertex.latitude))

            #expect(abs(area.distance(to: centre) + 500) < 1e-6)
        }
        let area = try Area(.circle(centre: Vertex(179.999, 0), radius: radius))
        let across = try #require(Position(longitude: -179.997, latitude: 0))
        #expect(area.covers(across))
        #expect(abs(area.distance(to: across) + 500 - 445.278) < 0.01)
    }

    @Test func `a repaired bow tie is two triangles; an open ring is closed`() throws {
        let bow = Shape.Polygon(shell: [
            Vertex(0, 0), Vertex(0.01, 0.01), Vertex(0.01, 0), Vertex(0, 0.01), Vertex(0, 0),
        ])
        var open = Sample.square
        open.shell.removeLast()

        let repair = try Area.repaired(.polygons([bow]))
        let closed = try Area.repaired(.polygons([open]))

        // Two triangles of a quarter of a square of 1113.19 m × 1105.74 m each.
        #expect(abs(repair.areaChange - 615_452) < 700)
        #expect(closed.areaChange == 0)
        #expect(closed.shape == .polygons([Sample.square]))
    }

    @Test func `inside of a bend a corridor is deeper than its radius tells`() throws {
        let radius = try #require(Metres(100))
        let area = try Area(
            .corridor(line: [Vertex(0.01, 0), Vertex(0, 0), Vertex(0, 0.01)], radius: radius))
        let corner = try #require(Position(longitude: 0, latitude: 0))
        let outside = try #require(Position(longitude: -0.002, latitude: 0.005))

        // Shapely, on an azimuthal equidistant plane: 94.351 m, though the line is 33.2 m away.
        #expect(abs(area.distance(to: corner) + 100) < 0.05)
        let inner = try #require(Position(longitude: 0.0003, latitude: 0.0003))
        #expect(abs(area.distance(to: inner) + 94.351) < 0.05)
        #expect(abs(area.distance(to: outside) - 122.639) < 0.01)
    }

    @Test func `an accuracy of zero answers all or nothing`() throws {
        let area = try Area(.polygons([Sample.square]))
        let inside = try #require(Position(longitude: 120.7299, latitude: 31.295))
        let outside = try #require(Position(longitude: 120.7301, latitude: 31.295))

        #expect(area.probability(at: inside, accuracy: .zero) == 1)
        #expect(area.probability(at: outside, accuracy: .zero) == 0)
    }

    @Test func `on an edge half is inside, on a corner a quarter`() throws {
        let area = try Area(.polygons([Sample.square]))
        let edge = try #require(Position(longitude: 120.73, latitude: 31.295))
        let corner = try #require(Position(longitude: 120.73, latitude: 31.30))
        let accuracy = try #require(Metres(20))

        #expect(abs(area.probability(at: edge, accuracy: accuracy) - 0.5) < 1e-3)
        #expect(abs(area.probability(at: corner, accuracy: accuracy) - 0.25) < 1e-3)
    }

    @Test func `a scribble is refused before GEOS draws it`() throws {
        var random = Seeded(6)
        let line = (0..<10_000).map { _ in
            Vertex(.random(in: 10...11, using: &random), .random(in: 10...11, using: &random))
        }
        let radius = try #require(Metres(10))
        let corridor = Sample.fault(of: .corridor(line: line, radius: radius))
        let scribble = Shape.polygons([.init(shell: line + [line[0]])])

        #expect(corridor == .unworkable("edges cross more than 20000 times"))
        #expect(Sample.fault(of: scribble)?.isRepairable == true)
        #expect(throws: ShapeError.self) { try Area.repaired(scribble) }
    }
}
