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
        [tooQuiet, identicalVectors, white, tone, gravity].compactMap(\.self)
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

    /// The smallest mean over axes of the standard deviation in a second.
    func noise(from column: Int) -> Double {
        let (count, block) = (movement.motion.count, max(2, Int(movement.motion.rate)))
        var least = Double.infinity
        movement.motion.columns.withUnsafeBufferPointer { values in
            for first in stride(from: 0, through: count - block, by: block) {
                var mean = 0.0
                for axis in column..<column + 3 {
                    let (start, end) = (axis * count + first, axis * count + first + block)
                    let pivot = values[start]
                    var (sum, squares) = (0.0, 0.0)
                    for k in start..<end {
                        let value = values[k] - pivot
                        sum += value
                        squares += value * value
                    }
                    let size = Double(block)
                    mean += max(0, squares / size - sum * sum / (size * size)).squareRoot() / 3
                }
                least = min(least, mean)
            }
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
        let memory = [track.x, track.y, track.z].map(Self.autocorrelation)
        let largest = memory.map(abs).max() ?? 1
        return Likelihood(
            .whiteAcceleration, weight: largest < 0.1 ? 4 : 0, measured: largest, threshold: 0.1)
    }

    private static func autocorrelation(_ column: [Double]) -> Double {
        column.withUnsafeBufferPointer { values in
            let mean = values.reduce(0, +) / Double(values.count)
            var (energy, product) = (0.0, 0.0)
            var before = 0.0
            for value in values {
                let centred = min(max(value, -1e4), 1e4) - mean
                energy += centred * centred
                product += centred * before
                before = centred
            }
            return energy > 0 ? product / energy : 1
        }
    }

    /// The share of the variance of |a| in one tone and its overtones; gait is never so pure.
    private var tone: Likelihood? {
        guard movement.motion.count >= 128, movement.stillness.accelerationDeviation > 0.2
        else { return nil }
        let share = Spectrum.toneShare(of: movement.magnitude, rate: movement.motion.rate)
        return Likelihood(
            .spectralLine, weight: share > 0.97 ? 4 : 0, measured: share, threshold: 0.97)
    }

    /// The size of gravity on a phone at rest: scales err by 0.15 m/s² at most in recorded phones.
    private var gravity: Likelihood? {
        guard movement.motionClass == .still else { return nil }
        let mean = movement.magnitude.reduce(0, +) / Double(movement.magnitude.count)
        let off = abs(mean - 9.81)
        return Likelihood(.wrongGravity, weight: off > 0.6 ? 3 : 0, measured: off, threshold: 0.6)
    }
}
