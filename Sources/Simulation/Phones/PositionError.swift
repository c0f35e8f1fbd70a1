import Foundation

/// The error of a satellite position: slow, with a small white part.
///
/// Per axis an AR(1) process with a time constant of 30 s carries 94 % of the variance (0.35² = 12 %
/// of it white on recorded phones before the phone's own filter smooths it).
struct PositionError {
    private let sigma: Double
    private var slow: SIMD2<Double>
    private var last: Double

    init(sigma: Double, at time: Double, random: inout SeededRandom) {
        self.sigma = sigma
        slow = SIMD2(random.gaussian(), random.gaussian()) * sigma
        last = time
    }

    /// East and north error in metres at a later time.
    mutating func next(at time: Double, random: inout SeededRandom) -> SIMD2<Double> {
        let keep = exp(-max(0, time - last) / 30)
        let fresh = SIMD2(random.gaussian(), random.gaussian())
        slow = slow * keep + fresh * (sigma * (1 - keep * keep).squareRoot())
        last = time
        return slow + SIMD2(random.gaussian(), random.gaussian()) * (0.06 * sigma)
    }
}
