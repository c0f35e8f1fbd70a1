import Foundation
import Geometry

/// Measures judgements of places: one fence by its vertices, and one decision among many fences.
///
/// `deploy/bench.d/places.c` (raw GEOS) and `places_shapely.py` draw the same fences and probes
/// by the same formulae; each prints lines of `name value`, and `places.py` runs them in turns.
enum PlacesBench {
    /// One figure of a run.
    struct Figure {
        var name: String
        var value: Double
    }

    /// Runs every measurement once; the caller interleaves rounds with those of the other programs.
    static func round() throws -> [Figure] {
        let probes = PlacesScene.positions(fences: 1)
        var figures = [Figure(name: "nothing", value: nanoseconds(probes) { $0.latitude })]
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
        let probes = PlacesScene.positions(fences: 1)
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
        // An exact fix asks what the other programs answer: which fence, covered or not, how far.
        let rows = [("exact-1", 1, 0.0), ("nearest-1", 1, 20), ("nearest-5", 5, 20)]
        var figures = rows.map { name, limit, accuracy in
            let fixes = PlacesScene.positions(fences: count).map {
                Fix($0, accuracy: Metres(accuracy) ?? .zero)
            }
            return Figure(
                name: "decision/\(name)/\(count)",
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

    /// The bytes of memory that the process takes now.
    static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4_096
    }
}
