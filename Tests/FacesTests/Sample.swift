import Faces

/// SplitMix64: the same numbers in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// Nearly normal, by adding four uniform numbers of 16 bits; mean 0, variance 1.
    mutating func normal() -> Double {
        let word = next()
        let sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (Double(sum) / 65_536 - 2) * 1.732_050_8
    }
}

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
