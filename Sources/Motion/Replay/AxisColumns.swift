/// Six axes at 25 Hz in single precision, less their mean over a second, both sensors of equal energy.
///
/// Without what is slower than a second, for two pick-ups or two bends of a road look alike otherwise.
struct AxisColumns: Sendable {
    let count: Int
    /// Acceleration x, y, z, angular rate x, y, z and two zeros per sample.
    let values: [SIMD8<Float>]
    /// |a| and |ω| per sample.
    let magnitudes: [SIMD2<Float>]
    /// Sums of squares over six axes: `energy[k]` of the first k samples.
    let energy: [Float]
    /// The same of the magnitudes.
    let magnitudeEnergy: [Float]

    /// From 50 Hz: means of two neighbouring samples, beginning at `shift`.
    init(_ motion: UniformMotion, shift: Int) {
        let (count, length) = ((motion.count - shift) / 2, motion.count)
        let raw = [SIMD8<Float>](unsafeUninitializedCapacity: count) { buffer, filled in
            motion.columns.withUnsafeBufferPointer { source in
                for k in 0..<count {
                    var sample = SIMD8<Float>()
                    for axis in 0..<6 {
                        let first = axis * length + 2 * k + shift
                        sample[axis] = Float(source[first] + source[first + 1]) * 0.5
                    }
                    buffer[k] = sample
                }
            }
            filled = count
        }
        self.init(raw: raw)
    }

    init(_ window: MotionWindow) {
        let count = window.count
        let (a, w) = (1 / MotionWindow.accelerationSteps, 1 / MotionWindow.rateSteps)
        let steps = SIMD8<Float>(a, a, a, w, w, w, 0, 0)
        let raw = [SIMD8<Float>](unsafeUninitializedCapacity: count) { buffer, filled in
            window.samples.withUnsafeBufferPointer { s in
                for k in 0..<count {
                    var sample = SIMD8<Float>()
                    for axis in 0..<6 { sample[axis] = Float(s[k + axis * count]) }
                    buffer[k] = sample * steps
                }
            }
            filled = count
        }
        self.init(raw: raw)
    }

    private init(raw: [SIMD8<Float>]) {
        let count = raw.count
        var values = raw
        var magnitudes = [SIMD2<Float>](repeating: SIMD2(), count: count)
        var energy = [Float](repeating: 0, count: count + 1)
        var magnitudeEnergy = energy
        values.withUnsafeMutableBufferPointer { values in
            for k in values.indices {
                let square = values[k] * values[k]
                values[k][6] = (square[0] + square[1] + square[2]).squareRoot()
                values[k][7] = (square[3] + square[4] + square[5]).squareRoot()
            }
            Self.center(values)
            let scales = Self.scales(values)
            magnitudes.withUnsafeMutableBufferPointer { magnitudes in
                energy.withUnsafeMutableBufferPointer { energy in
                    var (sum, loud): (Float, Float) = (0, 0)
                    for k in values.indices {
                        var scaled = values[k] * scales
                        magnitudes[k] = SIMD2(scaled[6], scaled[7])
                        loud += scaled[6] * scaled[6] + scaled[7] * scaled[7]
                        magnitudeEnergy[k + 1] = loud
                        scaled[6] = 0
                        scaled[7] = 0
                        values[k] = scaled
                        sum += (scaled * scaled).sum()
                        energy[k + 1] = sum
                    }
                }
            }
        }
        self.count = count
        self.values = values
        self.magnitudes = magnitudes
        self.energy = energy
        self.magnitudeEnergy = magnitudeEnergy
    }

    /// Takes the running mean over 25 samples off; the first and last mean serve the ends.
    private static func center(_ values: UnsafeMutableBufferPointer<SIMD8<Float>>) {
        let count = values.count
        let half = min(12, max(0, count - 1) / 2)
        let width = 2 * half + 1
        guard count > 0 else { return }
        withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: count) { copy in
            _ = copy.initialize(from: values)
            var sum = SIMD8<Float>()
            for k in 0..<width { sum += copy[k] }
            let scale = 1 / Float(width)
            for k in 0..<count {
                values[k] -= sum * scale
                if k >= half, k + half + 1 < count { sum += copy[k + half + 1] - copy[k - half] }
            }
        }
    }

    /// What brings the three axes of a sensor together, and each magnitude, to unit energy.
    private static func scales(_ values: UnsafeMutableBufferPointer<SIMD8<Float>>) -> SIMD8<Float> {
        var energy = SIMD8<Float>()
        for k in values.indices { energy += values[k] * values[k] }
        func inverse(_ square: Float) -> Float { square > 0 ? 1 / square.squareRoot() : 0 }
        let a = inverse(energy[0] + energy[1] + energy[2])
        let w = inverse(energy[3] + energy[4] + energy[5])
        return SIMD8(a, a, a, w, w, w, inverse(energy[6]), inverse(energy[7]))
    }

    /// The normalised correlation of |a| and |ω| at a lag, which no turn of the phone changes.
    func magnitudeCorrelation(with other: AxisColumns, lag: Int) -> Double {
        let first = max(0, -lag)
        let end = min(count, other.count - lag)
        guard Double(end - first) >= ReplaySearch.overlapMin * MotionWindow.rate else { return -1 }
        let mine = magnitudeEnergy[end] - magnitudeEnergy[first]
        let theirs = other.magnitudeEnergy[end + lag] - other.magnitudeEnergy[first + lag]
        guard mine > 0, theirs > 0 else { return -1 }
        var sum = SIMD8<Float>()
        var rest = SIMD2<Float>()
        magnitudes.withUnsafeBytes { a in
            other.magnitudes.withUnsafeBytes { b in
                let (left, right) = (a.baseAddress! + 8 * first, b.baseAddress! + 8 * (first + lag))
                let whole = (end - first) & ~3
                // Four samples of two values are one vector of eight.
                for place in stride(from: 0, to: 8 * whole, by: 32) {
                    sum +=
                        (left + place).loadUnaligned(as: SIMD8<Float>.self)
                        * (right + place).loadUnaligned(as: SIMD8<Float>.self)
                }
                for place in stride(from: 8 * whole, to: 8 * (end - first), by: 8) {
                    rest +=
                        (left + place).loadUnaligned(as: SIMD2<Float>.self)
                        * (right + place).loadUnaligned(as: SIMD2<Float>.self)
                }
            }
        }
        return Double((sum.sum() + rest.sum()) / (mine * theirs).squareRoot())
    }

    /// The normalised correlation of six axes: sample k beside k + lag of the other; −1 when less than
    /// 5 s overlap.
    func correlation(with other: AxisColumns, lag: Int) -> Double {
        let first = max(0, -lag)
        let end = min(count, other.count - lag)
        guard Double(end - first) >= ReplaySearch.overlapMin * MotionWindow.rate else { return -1 }
        let mine = energy[end] - energy[first]
        let theirs = other.energy[end + lag] - other.energy[first + lag]
        guard mine > 0, theirs > 0 else { return -1 }
        var (even, odd) = (SIMD8<Float>(), SIMD8<Float>())
        values.withUnsafeBufferPointer { a in
            other.values.withUnsafeBufferPointer { b in
                var k = first
                while k + 1 < end {
                    even += a[k] * b[k + lag]
                    odd += a[k + 1] * b[k + 1 + lag]
                    k += 2
                }
                if k < end { even += a[k] * b[k + lag] }
            }
        }
        return Double((even + odd).sum() / (mine * theirs).squareRoot())
    }
}
