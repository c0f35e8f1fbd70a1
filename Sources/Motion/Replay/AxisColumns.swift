/// Six axes at 25 Hz in single precision, less their mean over a second, both sensors of equal energy.
///
/// Without what is slower than a second, for two pick-ups or two bends of a road look alike otherwise.
struct AxisColumns: Sendable {
    let count: Int
    /// Six columns one after the other.
    let values: [Float]
    /// |a| and |ω| about their means, one column after the other.
    let magnitudes: [Float]
    /// Sums of squares over six axes: `energy[k]` of the first k samples.
    let energy: [Float]

    /// From 50 Hz: means of two neighbouring samples, beginning at `shift`.
    init(_ motion: UniformMotion, shift: Int) {
        let (count, source) = ((motion.count - shift) / 2, motion.columns)
        var raw = [Float](repeating: 0, count: 6 * count)
        for axis in 0..<6 {
            for k in 0..<count {
                let first = axis * motion.count + 2 * k + shift
                raw[axis * count + k] = Float(source[first] + source[first + 1]) / 2
            }
        }
        self.init(raw: raw, count: count)
    }

    init(_ window: MotionWindow) {
        let count = window.count
        let raw = [Float](unsafeUninitializedCapacity: 6 * count) { buffer, filled in
            window.samples.withUnsafeBufferPointer { samples in
                for k in 0..<3 * count {
                    buffer[k] = Float(samples[k]) * (1 / MotionWindow.accelerationSteps)
                }
                for k in 3 * count..<6 * count {
                    buffer[k] = Float(samples[k]) * (1 / MotionWindow.rateSteps)
                }
            }
            filled = 6 * count
        }
        self.init(raw: raw, count: count)
    }

    private init(raw: [Float], count: Int) {
        self.count = count
        var values = raw
        var magnitudes = [Float](repeating: 0, count: 2 * count)
        var energy = [Float](repeating: 0, count: count + 1)
        values.withUnsafeMutableBufferPointer { values in
            magnitudes.withUnsafeMutableBufferPointer { magnitudes in
                for sensor in 0..<2 {
                    Self.prepare(values, magnitudes, sensor: sensor, count: count)
                }
                energy.withUnsafeMutableBufferPointer { energy in
                    var sum: Float = 0
                    for k in 0..<count {
                        for axis in 0..<6 {
                            sum += values[axis * count + k] * values[axis * count + k]
                        }
                        energy[k + 1] = sum
                    }
                }
            }
        }
        self.values = values
        self.magnitudes = magnitudes
        self.energy = energy
    }

    /// Takes means off and scales three axes, and their magnitude, to unit energy.
    private static func prepare(
        _ values: UnsafeMutableBufferPointer<Float>,
        _ magnitudes: UnsafeMutableBufferPointer<Float>,
        sensor: Int, count: Int
    ) {
        guard count > 0, let first = values.baseAddress, let out = magnitudes.baseAddress else {
            return
        }
        let (x, y, z) = (
            first + 3 * sensor * count, first + (3 * sensor + 1) * count,
            first + (3 * sensor + 2) * count
        )
        let magnitude = out + sensor * count
        for k in 0..<count {
            magnitude[k] = (x[k] * x[k] + y[k] * y[k] + z[k] * z[k]).squareRoot()
        }
        center(magnitude, count)
        let size = energy(magnitude, count)
        if size > 0 { scale(magnitude, count, by: 1 / size.squareRoot()) }
        var total: Float = 0
        for axis in [x, y, z] {
            center(axis, count)
            total += energy(axis, count)
        }
        guard total > 0 else { return }
        for axis in [x, y, z] { scale(axis, count, by: 1 / total.squareRoot()) }
    }

    /// Takes the running mean over 25 samples off; the first and last mean serve the ends.
    private static func center(_ column: UnsafeMutablePointer<Float>, _ count: Int) {
        let (width, half) = (25, 12)
        guard count > width else {
            let mean = (0..<count).reduce(Float(0)) { $0 + column[$1] } / Float(max(count, 1))
            for k in 0..<count { column[k] -= mean }
            return
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { copy in
            guard let source = copy.baseAddress else { return }
            source.initialize(from: column, count: count)
            var sum: Float = 0
            for k in 0..<width { sum += source[k] }
            let scale = 1 / Float(width)
            for k in 0..<half { column[k] -= sum * scale }
            for k in half..<count - half - 1 {
                column[k] -= sum * scale
                sum += source[k + half + 1] - source[k - half]
            }
            for k in count - half - 1..<count { column[k] -= sum * scale }
        }
    }

    private static func energy(_ column: UnsafePointer<Float>, _ count: Int) -> Float {
        dot(column, column, count)
    }

    private static func scale(_ column: UnsafeMutablePointer<Float>, _ count: Int, by factor: Float)
    {
        for k in 0..<count { column[k] *= factor }
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
        var product: Float = 0
        values.withUnsafeBufferPointer { a in
            other.values.withUnsafeBufferPointer { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return }
                for axis in 0..<6 {
                    product += Self.dot(
                        a + axis * count + first, b + axis * other.count + first + lag, end - first)
                }
            }
        }
        return Double(product / (mine * theirs).squareRoot())
    }

    private static func dot(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
    ) -> Float {
        var sum = SIMD8<Float>()
        for k in stride(from: 0, to: count - 7, by: 8) {
            sum +=
                UnsafeRawPointer(a + k).loadUnaligned(as: SIMD8<Float>.self)
                * UnsafeRawPointer(b + k).loadUnaligned(as: SIMD8<Float>.self)
        }
        var total = sum.sum()
        for k in (max(count, 0) & ~7)..<max(count, 0) { total += a[k] * b[k] }
        return total
    }
}
