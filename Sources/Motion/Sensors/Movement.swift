/// All that the sensors of one window say by themselves.
public struct Movement: Sendable {
    /// The window at 50 Hz.
    public let motion: UniformMotion
    /// Where up was.
    public let attitude: Attitude
    /// Whether the phone lay still.
    public let stillness: Stillness
    /// The steps found.
    public let steps: Steps
    /// The kind of motion.
    public let motionClass: MotionClass
    /// |a| at every sample, m/s².
    let magnitude: [Double]
    /// The mean acceleration in device axes, m/s².
    let meanAcceleration: SIMD3<Double>

    /// Reads a window; O(samples).
    public init(of motion: UniformMotion, gate: Double? = Attitude.accelerationGate) {
        self.motion = motion
        attitude = Attitude(of: motion, gate: gate)
        let moments = Moments(of: motion)
        magnitude = moments.magnitude
        meanAcceleration = moments.meanAcceleration
        stillness = moments.stillness
        steps = magnitude.withUnsafeBufferPointer { Steps(magnitude: $0, rate: motion.rate) }
        motionClass = Self.classify(stillness, steps, seconds: motion.duration)
    }

    /// Walking is at least 0.9 steps a second, at least six in ten of them in the rhythm of gait.
    private static func classify(
        _ stillness: Stillness,
        _ steps: Steps,
        seconds: Double
    ) -> MotionClass {
        if stillness.isStill { return .still }
        let frequent = Double(steps.count) >= 0.9 * max(seconds, 1)
        return frequent && steps.regularity >= 0.6 ? .walking : .other
    }
}

/// One pass over a window for its magnitude, means and stillness.
private struct Moments {
    var magnitude: [Double]
    var meanAcceleration = SIMD3<Double>()
    var stillness = Stillness(accelerationDeviation: 0, angularRate: 0, statisticMax: 0)

    init(of motion: UniformMotion) {
        let count = motion.count
        let share = 1 / Double(count)
        var meanRate = SIMD3<Double>()
        var (sum, squares, turns) = (0.0, 0.0, 0.0)
        var mean = SIMD3<Double>()
        magnitude = [Double](repeating: 0, count: count)
        motion.columns.withUnsafeBufferPointer { c in
            magnitude.withUnsafeMutableBufferPointer { magnitude in
                for k in 0..<count {
                    let (x, y, z) = (c[k], c[k + count], c[k + 2 * count])
                    let (p, r, s) = (c[k + 3 * count], c[k + 4 * count], c[k + 5 * count])
                    mean += SIMD3(x, y, z)
                    meanRate += SIMD3(p, r, s)
                    turns += p * p + r * r + s * s
                    let size = (x * x + y * y + z * z).squareRoot()
                    magnitude[k] = size
                    sum += size
                    squares += (size - Steps.gravity) * (size - Steps.gravity)
                }
            }
        }
        mean *= share
        meanRate *= share
        meanAcceleration = mean
        let offset = sum * share - Steps.gravity
        let deviation = max(0, squares * share - offset * offset).squareRoot()
        let rate = max(0, turns * share - (meanRate * meanRate).sum()).squareRoot()
        stillness = Stillness(
            accelerationDeviation: deviation,
            angularRate: rate,
            statisticMax: Self.restStatistic(
                motion,
                gravity: sum * share,
                bias: meanRate
            )
        )
    }

    /// The largest SHOE statistic over blocks of half a second; see `Stillness`.
    ///
    /// With the block's mean direction d, Σ|a − g d|² = Σ|a|² − 2 g d·Σa + M g².
    private static func restStatistic(
        _ motion: UniformMotion,
        gravity: Double,
        bias: SIMD3<Double>
    ) -> Double {
        let count = motion.count
        let block = max(1, Int(motion.rate / 2))
        var largest = 0.0
        motion.columns.withUnsafeBufferPointer { c in
            var first = 0
            while first < count {
                let end = count - first < 2 * block ? count : first + block
                var sum = SIMD3<Double>()
                var (energy, turns) = (0.0, 0.0)
                for k in first..<end {
                    let a = SIMD3(c[k], c[k + count], c[k + 2 * count])
                    let w = SIMD3(c[k + 3 * count], c[k + 4 * count], c[k + 5 * count]) - bias
                    sum += a
                    energy += (a * a).sum()
                    turns += (w * w).sum()
                }
                let size = Double(end - first)
                let length = (sum * sum).sum().squareRoot()
                let spread = max(0, energy - 2 * gravity * length + size * gravity * gravity)
                largest = max(largest, (spread / 0.002_5 + turns / 0.000_1) / size)
                first = end
            }
        }
        return largest
    }
}
