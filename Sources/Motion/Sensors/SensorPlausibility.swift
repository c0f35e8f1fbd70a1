import Foundation

/// The sensors by themselves: whether hardware could have measured them.
///
/// Floors are those of recorded phones: the quietest table 0.0053 m/s² and 0.00035 rad/s per axis
/// (mean standard deviation over one second), the most repetitive 0.2 % of identical vectors.
struct SensorPlausibility {
    let movement: Movement
    let accelerometer: SensorTrack
    let gyroscope: SensorTrack?

    /// Every test that has something to measure.
    var likelihoods: [Likelihood] {
        [tooQuiet, identicalVectors, white, tone, gravity].compactMap { $0 }
    }

    /// Less noise than half of the quietest sensor: an emulator, or constants. Measured as the smaller
    /// ratio of noise to floor.
    private var tooQuiet: Likelihood? {
        guard movement.motion.duration >= 2 else { return nil }
        let acceleration = noise(from: 0) / 0.005_3
        let rate = movement.motion.hasGyroscope ? noise(from: 3) / 0.000_35 : acceleration
        let ratio = min(acceleration, rate)
        return Likelihood(.tooQuiet, weight: ratio < 0.5 ? 4 : 0, measured: ratio, threshold: 0.5)
    }

    /// The smallest mean over three axes of the standard deviation in a second.
    func noise(from column: Int) -> Double {
        let stretches = movement.stretches
        let size = Double(2 * stretches.length)
        var least = Double.infinity
        for k in stride(from: 0, to: stretches.sums.count - 1, by: 2) {
            let sum = (stretches.sums[k] + stretches.sums[k + 1]) / size
            let variance = (stretches.squares[k] + stretches.squares[k + 1]) / size - sum * sum
            var mean = 0.0
            for axis in column..<column + 3 { mean += max(0, variance[axis]).squareRoot() / 3 }
            least = min(least, mean)
        }
        return least
    }

    /// The share of acceleration vectors equal to the one before.
    private var identicalVectors: Likelihood? {
        let track = accelerometer
        guard track.count >= 25 else { return nil }
        var equal = 0
        track.x.withUnsafeBufferPointer { x in
            track.y.withUnsafeBufferPointer { y in
                track.z.withUnsafeBufferPointer { z in
                    for k in 1..<x.count
                    where x[k] == x[k - 1] && y[k] == y[k - 1] && z[k] == z[k - 1] {
                        equal += 1
                    }
                }
            }
        }
        let share = Double(equal) / Double(track.count - 1)
        return Likelihood(
            .identicalVectors, weight: share > 0.2 ? 3 : 0, measured: share, threshold: 0.2)
    }

    /// Acceleration that forgets itself from one sample to the next: bodies and cars do not. Measured
    /// as the largest lag-1 autocorrelation of the three axes.
    private var white: Likelihood? {
        let track = accelerometer
        guard track.count >= 50, movement.stillness.accelerationDeviation > 0.2 else { return nil }
        let largest = max(
            abs(Self.autocorrelation(track.x)), abs(Self.autocorrelation(track.y)),
            abs(Self.autocorrelation(track.z)))
        return Likelihood(
            .whiteAcceleration, weight: largest < 0.1 ? 4 : 0, measured: largest, threshold: 0.1)
    }

    /// The lag-1 autocorrelation of a column, magnitudes beyond 10,000 cut; 1 for a constant.
    private static func autocorrelation(_ column: [Double]) -> Double {
        column.withUnsafeBufferPointer { column in
            guard let base = column.baseAddress else { return 1 }
            @inline(__always)
            func cut<V: SIMD>(_ value: V) -> V where V.Scalar == Double {
                value.replacing(with: -1e4, where: value .< -1e4)
                    .replacing(with: 1e4, where: value .> 1e4)
            }
            // About the first value, so that gravity takes no digits from small motion.
            let pivot = cut(SIMD2(repeating: base[0]))[0]
            let count = column.count
            var (sum, energy, product) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
            var k = 0
            while k &+ 4 < count {
                let raw = UnsafeRawPointer(base + k)
                let here = cut(raw.loadUnaligned(as: SIMD4<Double>.self)) - pivot
                let next = cut(raw.loadUnaligned(fromByteOffset: 8, as: SIMD4<Double>.self)) - pivot
                sum += here
                energy += here * here
                product += here * next
                k &+= 4
            }
            var last = 0.0
            while k < count {
                last = cut(SIMD2(repeating: base[k]))[0] - pivot
                sum[0] += last
                energy[0] += last * last
                if k &+ 1 < count {
                    product[0] += last * (cut(SIMD2(repeating: base[k &+ 1]))[0] - pivot)
                }
                k &+= 1
            }
            // The first value is the pivot, so that it adds nothing to a sum that leaves it out.
            let (total, size) = (sum.sum(), Double(count))
            let mean = total / size
            let variance = energy.sum() - mean * total
            let memory = product.sum() - mean * (2 * total - last) + mean * mean * (size - 1)
            return variance > 1e-12 * energy.sum() ? memory / variance : 1
        }
    }

    /// The share of the variance of |a| in one tone and its overtones.
    ///
    /// Gait is never so pure, but a short window cannot tell it so well: what recorded walks leave
    /// beside their lines is at least 0.012 of the variance in 5 s and 0.028 in 10 s, for a made-up tone
    /// 0.0004. Weight: 4 ln(r₀/r) / ln 4 for the rest r below r₀ = 0.012 T/5 s, at most 0.025.
    private var tone: Likelihood? {
        guard movement.motion.count >= 128, movement.stillness.accelerationDeviation > 0.2
        else { return nil }
        let share = Spectrum.toneShare(of: movement.magnitude, rate: movement.motion.rate)
        let least = min(0.025, 0.012 * movement.motion.duration / 5)
        let weight = 4 * log(least / max(1e-6, 1 - share)) / log(4)
        return Likelihood(
            .spectralLine, weight: min(max(weight, 0), 4), measured: share, threshold: 1 - least)
    }

    /// The size of gravity on a phone at rest: scales err by 0.15 m/s² at most in recorded phones.
    private var gravity: Likelihood? {
        guard movement.motionClass == .still else { return nil }
        let off = abs(movement.meanMagnitude - 9.81)
        return Likelihood(.wrongGravity, weight: off > 0.6 ? 3 : 0, measured: off, threshold: 0.6)
    }
}
