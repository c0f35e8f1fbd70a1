import Foundation
import Geometry

/// Measures judgements of places: one fence by its vertices, and one decision among many fences.
///
/// `deploy/bench.d/places.c` (raw GEOS) and `places.py` (Shapely) draw the same fences and probes
/// by the same formulae; each prints lines of `name value`.
enum PlacesBench {
    /// One figure of a run.
    struct Figure {
        var name: String
        var value: Double
    }

    /// Runs every measurement once; the caller interleaves rounds with those of the other programs.
    static func round() throws -> [Figure] {
        var figures: [Figure] = []
        for vertices in [20, 200, 5_000] {
            figures += try single(vertices)
        }
        for count in [1, 400, 10_000] {
            figures += try many(count)
        }
        return figures
    }

    /// Nanoseconds of one question to one fence; probes lie within two radii of its centre.
    private static func single(_ vertices: Int) throws -> [Figure] {
        let area = try Area(.polygons([PlacesScene.fence(0, of: 1, vertices: vertices)]))
        let probes = PlacesScene.probes(4_096, fences: 1).compactMap {
            Position(longitude: $0.longitude, latitude: $0.latitude)
        }
        let accuracy = Metres(20) ?? .zero
        return [
            Figure(
                name: "covers/\(vertices)",
                value: nanoseconds(probes) { area.covers($0) ? 1 : 0 }),
            Figure(
                name: "distance/\(vertices)",
                value: nanoseconds(probes) { area.distance(to: $0) }),
            Figure(
                name: "probability/\(vertices)",
                value: nanoseconds(probes) { area.probability(at: $0, accuracy: accuracy) }),
        ]
    }

    /// Nanoseconds of one decision among fences of twenty vertices, and bytes a fence.
    private static func many(_ count: Int) throws -> [Figure] {
        let before = residentBytes()
        let start = ContinuousClock.now
        let index = FenceIndex(
            try (0..<count).map { number in
                let fence = PlacesScene.fence(number, of: count, vertices: 20)
                return (id: number, area: try Area(.polygons([fence])))
            })
        let built = (ContinuousClock.now - start) / .nanoseconds(count)
        let bytes = residentBytes() - before
        let fixes = PlacesScene.probes(4_096, fences: count).compactMap {
            Position(longitude: $0.longitude, latitude: $0.latitude)
        }.map { Fix($0, accuracy: Metres(20) ?? .zero) }
        var figures = [1, 5].map { limit in
            Figure(
                name: "decision/nearest-\(limit)/\(count)",
                value: nanoseconds(fixes) { fix in
                    index.judge(fix, limit: limit).reduce(0) { $0 + $1.distance + $1.probability }
                })
        }
        if count == 10_000 {
            figures.append(Figure(name: "bytes-per-fence", value: Double(bytes) / Double(count)))
            figures.append(Figure(name: "build-per-fence", value: built))
        }
        return figures
    }

    /// The median over nine batches of the mean time of one question.
    private static func nanoseconds<Probe>(
        _ probes: [Probe], _ question: (Probe) -> Double
    ) -> Double {
        var batches: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<9 {
            var sum = 0.0
            let elapsed = clock.measure {
                for probe in probes { sum += question(probe) }
            }
            sink += sum
            batches.append(elapsed / .nanoseconds(probes.count))
        }
        return batches.sorted()[4]
    }

    /// Keeps answers alive, so that no question is optimised away.
    nonisolated(unsafe) private static var sink = 0.0

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4_096
    }
}

/// The fences and probes of the benchmark: formulae, so that three languages draw the same.
enum PlacesScene {
    /// Fence `number` of `count`, on a square grid of 0.01° over the south of Jiangsu.
    static func fence(_ number: Int, of count: Int, vertices: Int) -> Shape.Polygon {
        let centre = centre(number, of: count)
        var ring = (0..<vertices).map { corner in
            let angle = 2 * Double.pi * Double(corner) / Double(vertices)
            let wave = 1 + 0.3 * sin(5 * angle + Double(number)) + 0.1 * sin(9 * angle)
            return Vertex(
                centre.longitude + 0.002 * wave * cos(angle),
                centre.latitude + 0.002 * wave * sin(angle))
        }
        ring.append(ring[0])
        return Shape.Polygon(shell: ring)
    }

    /// Probes within 0.004° of the centre of one fence after another.
    static func probes(_ count: Int, fences: Int) -> [Vertex] {
        (0..<count).map { number in
            let home = centre(number * 7_919 % fences, of: fences)
            let east = (Double(number) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
            let north = (Double(number) * 0.754_877_666_25).truncatingRemainder(dividingBy: 1)
            return Vertex(
                home.longitude + 0.008 * (east - 0.5), home.latitude + 0.008 * (north - 0.5))
        }
    }

    private static func centre(_ number: Int, of count: Int) -> Vertex {
        let side = Int(Double(count).squareRoot().rounded(.up))
        return Vertex(
            120.5 + 0.01 * Double(number % side), 31.2 + 0.01 * Double(number / side))
    }
}
