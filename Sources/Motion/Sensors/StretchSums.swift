/// Sums and sums of squares of the six axes of a window, half a second at a time.
///
/// Everything that asks for means and spreads of stretches reads these: one pass over the samples.
struct StretchSums: Sendable {
    /// Samples in a stretch.
    let length: Int
    /// Of each whole stretch: acceleration x, y, z, angular rate x, y, z and two zeros.
    let sums: [SIMD8<Double>]
    let squares: [SIMD8<Double>]
    /// Of the samples after the last whole stretch.
    let rest: (count: Int, sum: SIMD8<Double>, square: SIMD8<Double>)

    /// Reads every sample once.
    init(of motion: UniformMotion) {
        let (length, count) = (max(1, Int(min(motion.rate, 1_000) / 2)), motion.count)
        let whole = count / length
        var (sums, squares): ([SIMD8<Double>], [SIMD8<Double>]) = ([], [])
        sums.reserveCapacity(whole)
        squares.reserveCapacity(whole)
        rest = motion.columns.withUnsafeBufferPointer { columns in
            let base = columns.baseAddress!
            func read(from first: Int, _ size: Int) -> (SIMD8<Double>, SIMD8<Double>) {
                var (sum, square) = (SIMD8<Double>(), SIMD8<Double>())
                for axis in 0..<6 {
                    (sum[axis], square[axis]) = Self.sums(base + (axis &* count &+ first), size)
                }
                return (sum, square)
            }
            for stretch in 0..<whole {
                let (sum, square) = read(from: stretch * length, length)
                sums.append(sum)
                squares.append(square)
            }
            let left = count - whole * length
            let (sum, square) = read(from: whole * length, left)
            return (left, sum, square)
        }
        self.length = length
        self.sums = sums
        self.squares = squares
    }

    /// Sums over the whole window.
    var all: (sum: SIMD8<Double>, square: SIMD8<Double>) {
        (sums.reduce(rest.sum, +), squares.reduce(rest.square, +))
    }

    /// The sum of a column and of its squares, four values at a time.
    static func sums(_ column: UnsafePointer<Double>, _ count: Int) -> (Double, Double) {
        var (sum, square) = (SIMD4<Double>(), SIMD4<Double>())
        var k = 0
        while k &+ 3 < count {
            let values = UnsafeRawPointer(column + k).loadUnaligned(as: SIMD4<Double>.self)
            sum += values
            square += values * values
            k &+= 4
        }
        while k < count {
            sum[0] += column[k]
            square[0] += column[k] * column[k]
            k &+= 1
        }
        return (sum.sum(), square.sum())
    }
}
