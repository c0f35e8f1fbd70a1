import Faces
import Material

enum Sample {
    static func model(dimension: Int, _ metric: FaceMetric) throws -> FaceModel {
        try FaceModel(
            id: "sample-1", dimension: dimension, metric: metric,
            threshold: metric == .cosine ? 0.6 : 0.8,
            identifyThreshold: metric == .cosine ? 0.7 : 0.7, reviewBand: 0.05)
    }

    static func numbers(_ dimension: Int, _ random: inout Seeded) -> [Double] {
        var numbers = [Double](repeating: 0, count: dimension)
        for place in 0..<dimension { numbers[place] = random.normal() / 11 }
        return numbers
    }

    static func vector(_ dimension: Int, _ random: inout Seeded) throws -> FaceVector {
        try FaceVector(numbers(dimension, &random))
    }

    /// 1 at one place, and something at the place after the next.
    static func unit(_ dimension: Int, at place: Int, plus more: Double = 0) throws -> FaceVector {
        var numbers = [Double](repeating: 0, count: dimension)
        numbers[place] = 1
        numbers[place + 2] = more
        return try FaceVector(numbers)
    }
}
