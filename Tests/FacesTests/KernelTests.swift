import Material
import Testing

@testable import Faces

struct KernelTests {
    @Test(
        arguments: FacePath.allCases, [64, 65, 79, 80, 96, 100, 127, 128, 129, 512, 1_000, 1_024])
    func `every path agrees with a reference in double precision`(
        path: FacePath, dimension: Int
    ) throws {
        var random = Seeded(UInt64(dimension))
        for metric in FaceMetric.allCases {
            for isQuantised in [false, true] {
                let plan = FaceRows.Plan(
                    metric: metric, dimension: dimension, isQuantised: isQuantised)
                let rows = try #require(FaceRows(capacity: 9, plan: plan))
                let vectors = try (0..<9).map { _ in try Sample.vector(dimension, &random) }
                for vector in vectors { rows.append(vector) }
                let probe = try Sample.vector(dimension, &random)

                let ranks = try rank(rows, probe, path)

                let limit = isQuantised ? 0.02 : 2e-6
                let worst = zip(ranks, vectors).map { rank, vector in
                    let score = reference(metric, probe, vector)
                    return abs(Double(rank) - score) / max(1, abs(score))
                }
                #expect(try #require(worst.max()) < limit)
                #expect(worst.count == rows.count)
            }
        }
    }

    @Test func `codes give the same ranks on every path, to the bit`() throws {
        var random = Seeded(2)
        let plan = FaceRows.Plan(metric: .cosine, dimension: 300, isQuantised: true)
        let rows = try #require(FaceRows(capacity: 64, plan: plan))
        for _ in 0..<64 { rows.append(try Sample.vector(300, &random)) }
        let probe = try Sample.vector(300, &random)

        let ranks = try FacePath.available.map { try rank(rows, probe, $0) }

        #expect(ranks.allSatisfy { $0 == ranks[0] })
    }

    /// The rank of every row, in order of the rows.
    private func rank(_ rows: FaceRows, _ probe: FaceVector, _ path: FacePath) throws -> [Float] {
        var list = FaceShortlist(limit: rows.count + 1)
        let length = rows.plan.metric == .cosine ? Float(probe.length) : 1
        guard rows.plan.isQuantised else {
            rows.scan(probe, path: path, into: &list)
            return list.best.sorted { $0.row < $1.row }.map { $0.rank / length }
        }
        rows.scan(try #require(FaceProbeCode(probe, plan: rows.plan)), path: path, into: &list)
        // The probe's own length is the same for all rows, so the codes leave it out.
        let square = rows.plan.metric == .euclidean ? Float(probe.length * probe.length) : 0
        return list.best.sorted { $0.row < $1.row }.map { $0.rank / length - square }
    }

    private func reference(_ metric: FaceMetric, _ one: FaceVector, _ other: FaceVector) -> Double {
        let (a, b) = (numbers(one), numbers(other))
        var (product, distance, first, second) = (0.0, 0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += x * y
            distance += (x - y) * (x - y)
            first += x * x
            second += y * y
        }
        return metric == .cosine ? product / (first * second).squareRoot() : -distance
    }

    private func numbers(_ vector: FaceVector) -> [Double] {
        vector.withBytes { $0.bindMemory(to: Float.self).map(Double.init) }
    }
}
