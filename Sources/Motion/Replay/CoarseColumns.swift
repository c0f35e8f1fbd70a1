/// The magnitudes |a| and |ω| at 12.5 Hz as the real and imaginary part of one complex column.
///
/// Taken at 25 Hz about their running mean over a second, each brought to unit energy, then added in
/// pairs.
struct CoarseColumns: Sendable {
    static let rate = MotionWindow.rate / 2

    let count: Int
    /// |a|, then |ω|.
    private let values: [Float]
    /// Sums of squared magnitudes: `energy[k]` of the first k samples.
    let energy: [Float]

    /// Reads a window at 50 Hz; at most `limit` samples.
    init(_ motion: UniformMotion, limit: Int) {
        let length = motion.count / 2
        let count = min(length / 2, limit)
        var values: [Float] = []
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * length) { space in
            space.initialize(repeating: 0)
            func column(_ index: Int) -> Column {
                Column(rebasing: space[index * length..<(index + 1) * length])
            }
            motion.columns.withUnsafeBufferPointer { columns in
                guard let x = columns.baseAddress else { return }
                Self.magnitudes(of: x, apart: motion.count, into: column(0))
                Self.magnitudes(of: x + 3 * motion.count, apart: motion.count, into: column(1))
            }
            let scales = (
                Self.center(column(0), into: column(2)), Self.center(column(1), into: column(3))
            )
            let (a, w) = (column(2), column(3))
            values = [Float](unsafeUninitializedCapacity: 2 * count) { buffer, filled in
                for k in 0..<count {
                    buffer[k] = (a[2 * k] + a[2 * k + 1]) * scales.0
                    buffer[k + count] = (w[2 * k] + w[2 * k + 1]) * scales.1
                }
                filled = 2 * count
            }
        }
        self.count = count
        self.values = values
        energy = [Float](unsafeUninitializedCapacity: count + 1) { energy, filled in
            var sum: Float = 0
            energy[0] = 0
            values.withUnsafeBufferPointer { values in
                for k in 0..<count {
                    sum += values[k] * values[k] + values[k + count] * values[k + count]
                    energy[k + 1] = sum
                }
            }
            filled = count + 1
        }
    }

    private typealias Column = UnsafeMutableBufferPointer<Float>

    private static func magnitudes(
        of x: UnsafePointer<Double>, apart: Int, into column: Column
    ) {
        let (y, z) = (x + apart, x + 2 * apart)
        for k in column.indices {
            let (a, b, c) = (
                Float(x[2 * k] + x[2 * k + 1]), Float(y[2 * k] + y[2 * k + 1]),
                Float(z[2 * k] + z[2 * k + 1])
            )
            column[k] = 0.5 * (a * a + b * b + c * c).squareRoot()
        }
    }

    /// Writes a column about its running mean over 25 samples, the first and last mean serving the
    /// ends; returns what brings it to unit energy.
    private static func center(_ column: Column, into output: Column) -> Float {
        let count = column.count
        guard count > 0 else { return 0 }
        let half = min(12, (count - 1) / 2)
        let scale = 1 / Float(2 * half + 1)
        var (sum, energy): (Float, Float) = (0, 0)
        for k in 0..<2 * half + 1 { sum += column[k] }
        for k in 0..<count {
            let value = column[k] - sum * scale
            output[k] = value
            energy += value * value
            if k >= half, k + half + 1 < count { sum += column[k + half + 1] - column[k - half] }
        }
        return energy > 0 ? 1 / energy.squareRoot() : 0
    }

    /// The transform as two columns, one after the other.
    func spectrum(by transform: FourierTransform) -> [Float] {
        let length = transform.count
        var space = [Float](repeating: 0, count: 4 * length)
        space.withUnsafeMutableBufferPointer { space in
            guard let re = space.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                guard let first = values.baseAddress else { return }
                re.update(from: first, count: count)
                (re + length).update(from: first + count, count: count)
            }
            transform.forward(re, re + length, scratch: re + 2 * length)
        }
        return Array(space.prefix(2 * length))
    }
}
