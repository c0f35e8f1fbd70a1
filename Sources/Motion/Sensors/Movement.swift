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
    /// The mean of `magnitude`.
    let meanMagnitude: Double
    /// Sums over half seconds, from which means and spreads are taken.
    let stretches: StretchSums
    /// The mean acceleration in device axes, m/s².
    let meanAcceleration: SIMD3<Double>

    /// Reads a window; O(samples).
    public init(of motion: UniformMotion, gate: Double? = Attitude.accelerationGate) {
        self.motion = motion
        attitude = Attitude(of: motion, gate: gate)
        stretches = StretchSums(of: motion)
        let moments = Moments(of: motion, stretches)
        magnitude = moments.magnitude
        meanMagnitude = moments.meanMagnitude
        meanAcceleration = moments.meanAcceleration
        stillness = moments.stillness
        steps = magnitude.withUnsafeBufferPointer { Steps(magnitude: $0, rate: motion.rate) }
        motionClass = Self.classify(stillness, steps, seconds: motion.duration)
    }

    /// Whether the phone was taken up or turned over between two times: its up moved by more than 15°
    /// in its own axes, as no vehicle makes it move.
    func isHandled(from: Double, to: Double) -> Bool {
        guard let (ax, ay, az) = up(at: from), let (bx, by, bz) = up(at: to) else { return false }
        return ax * bx + ay * by + az * bz < 0.965_9
    }

    private func up(at time: Double) -> (x: Double, y: Double, z: Double)? {
        let place = ((time - motion.start) * motion.rate).rounded()
        guard place >= 0, place < Double(motion.count), let index = Int(exactly: place)
        else { return nil }
        return attitude.up(at: index)
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

/// The magnitude of a window's acceleration, its means and its stillness.
private struct Moments {
    let magnitude: [Double]
    let meanMagnitude: Double
    let meanAcceleration: SIMD3<Double>
    let stillness: Stillness

    init(of motion: UniformMotion, _ stretches: StretchSums) {
        let count = motion.count
        let share = 1 / Double(count)
        magnitude = [Double](unsafeUninitializedCapacity: count) { magnitude, filled in
            motion.columns.withUnsafeBufferPointer { columns in
                let x = columns.baseAddress!
                let (y, z) = (x + count, x + 2 * count)
                for k in 0..<count {
                    magnitude[k] = (x[k] * x[k] + y[k] * y[k] + z[k] * z[k]).squareRoot()
                }
            }
            filled = count
        }
        let (sum, square) = stretches.all
        let mean = sum * share
        let turns = square[3] + square[4] + square[5]
        let meanRate = SIMD3(mean[3], mean[4], mean[5])
        meanAcceleration = SIMD3(mean[0], mean[1], mean[2])
        meanMagnitude = magnitude.withUnsafeBufferPointer {
            StretchSums.sums($0.baseAddress!, count).0 * share
        }
        let energy = (square[0] + square[1] + square[2]) * share
        stillness = Stillness(
            accelerationDeviation: max(0, energy - meanMagnitude * meanMagnitude).squareRoot(),
            angularRate: max(0, turns * share - (meanRate * meanRate).sum()).squareRoot(),
            statisticMax: Self.restStatistic(
                stretches, gravity: meanMagnitude, bias: meanRate)
        )
    }

    /// The largest SHOE statistic over stretches of half a second, the last with what is left over;
    /// see `Stillness`.
    ///
    /// With the stretch's mean direction d, Σ|a − g d|² = Σ|a|² − 2 g d·Σa + M g², and likewise
    /// Σ|ω − b|² = Σ|ω|² − 2 b·Σω + M |b|².
    private static func restStatistic(
        _ stretches: StretchSums, gravity: Double, bias: SIMD3<Double>
    ) -> Double {
        func statistic(_ sum: SIMD8<Double>, _ square: SIMD8<Double>, _ count: Int) -> Double {
            let size = Double(count)
            let (a, w) = (SIMD3(sum[0], sum[1], sum[2]), SIMD3(sum[3], sum[4], sum[5]))
            let length = (a * a).sum().squareRoot()
            let energy = square[0] + square[1] + square[2]
            let spread = max(0, energy - 2 * gravity * length + size * gravity * gravity)
            let turns =
                square[3] + square[4] + square[5] - 2 * (bias * w).sum()
                + size * (bias * bias).sum()
            return (spread / 0.002_5 + max(0, turns) / 0.000_1) / size
        }
        let (whole, rest) = (stretches.sums.count, stretches.rest)
        guard whole > 0 else { return statistic(rest.sum, rest.square, max(1, rest.count)) }
        var largest = statistic(
            stretches.sums[whole - 1] + rest.sum, stretches.squares[whole - 1] + rest.square,
            stretches.length + rest.count)
        for k in 0..<whole - 1 {
            largest = max(
                largest, statistic(stretches.sums[k], stretches.squares[k], stretches.length))
        }
        return largest
    }
}
