import Foundation
import Geometry
import Material
import Testing

struct FenceIndexTests {
    private func scene(_ count: Int, seed: UInt64) throws -> [(id: Int, area: Area)] {
        var random = Seeded(seed)
        return try (0..<count).map { number in
            // A third of the fences lies around the antimeridian, some near the pole.
            let centre = Vertex(
                number % 3 == 0
                    ? .random(in: 179...181, using: &random)
                    : .random(in: 120...121, using: &random),
                number % 10 == 0
                    ? .random(in: 88...89, using: &random)
                    : .random(in: 30...31, using: &random))
            if number % 7 == 0 {
                let radius = try #require(Metres(.random(in: 10...2_000, using: &random)))
                return (number, try Area(.circle(centre: centre, radius: radius)))
            }
            let ring = Sample.star(corners: 12, radius: 0.02, round: centre, using: &random)
            return (number, try Area(.polygons([.init(shell: ring)])))
        }
    }

    @Test func `matches are those that asking every fence would give`() throws {
        let areas = try scene(400, seed: 3)
        let index = FenceIndex(areas)
        var random = Seeded(4)

        for round in 0..<200 {
            let position = try #require(
                Position(
                    longitude: [
                        Double.random(in: 120...121, using: &random),
                        .random(in: 179...180, using: &random),
                        .random(in: -180 ... -179, using: &random),
                    ][round % 3],
                    latitude: .random(in: 29...32, using: &random)))
            let accuracy = try #require(Metres(50))
            let expected = areas.map { ($0.id, $0.area.distance(to: position)) }
                .sorted { $0.1 < $1.1 }.prefix(5)

            let got = index.judge(Fix(position, accuracy: accuracy), limit: 5)

            #expect(got.map(\.distance) == expected.map(\.1))
            for match in got {
                let area = areas[match.id].area
                #expect(match.covers == area.covers(position))
                #expect(
                    match.probability == area.probability(at: position, accuracy: accuracy))
            }
        }
    }

    @Test func `a fence that is not active is passed over`() throws {
        let index = FenceIndex(try scene(100, seed: 9))
        let position = try #require(Position(longitude: 120.5, latitude: 30.5))
        let nearest = try #require(index.judge(Fix(position), limit: 1).first)

        let next = index.judge(Fix(position), limit: 1) { $0 != nearest.id }

        #expect(next.first?.id != nearest.id)
        #expect(next == Array(index.judge(Fix(position), limit: 2).dropFirst()))
    }

    @Test func `nothing is found in nothing, and never more than asked`() throws {
        let position = try #require(Position(longitude: 120.5, latitude: 30.5))
        let index = FenceIndex(try scene(9, seed: 1))

        #expect(FenceIndex([]).judge(Fix(position)).isEmpty)
        #expect(index.judge(Fix(position), limit: 0).isEmpty)
        #expect(index.judge(Fix(position), limit: -1).isEmpty)
        #expect(index.judge(Fix(position), limit: .max).count == 9)
        #expect(index.judge(Fix(position), limit: 100) { _ in false }.isEmpty)
    }

    @Test func `a country is found from deep inside before the office next door`() throws {
        let country = try Area(.polygons([Sample.square(from: (80, 20), to: (130, 50))]))
        let office = try Area(.polygons([Sample.square]))
        let index = FenceIndex([(id: 1, area: office), (id: 2, area: country)])
        let position = try #require(Position(longitude: 105, latitude: 35))

        let matches = index.judge(Fix(position))

        #expect(matches.map(\.id) == [2, 1])
        #expect(matches.map(\.covers) == [true, false])
    }

    @Test func `eight threads build and judge the same`() async throws {
        let expected = try FenceIndex(scene(60, seed: 2)).judge(
            Fix(try #require(Position(longitude: 120.4, latitude: 30.4))), limit: 60)
        let shared = FenceIndex(try scene(60, seed: 2))

        try await withThrowingTaskGroup(of: [FenceMatch].self) { group in
            for task in 0..<8 {
                group.addTask {
                    let index = task % 2 == 0 ? shared : FenceIndex(try scene(60, seed: 2))
                    return index.judge(
                        Fix(try #require(Position(longitude: 120.4, latitude: 30.4))), limit: 60)
                }
            }
            for try await got in group { #expect(got == expected) }
        }
    }
}
