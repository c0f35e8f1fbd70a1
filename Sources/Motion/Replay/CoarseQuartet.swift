/// A lag, in samples of 12.5 Hz, at which two windows' magnitudes correlate best.
struct CoarsePeak: Equatable {
    let lag: Int
    let score: Float
}

/// Up to four earlier windows at 12.5 Hz beside the one at hand, each in a lane of its own.
///
/// What `CoarseColumns` does for one window is done for four at once, sample by sample; then the
/// normalised correlation of magnitudes at all lags by Fourier transform. Windows may differ in length.
struct CoarseQuartet {
    static let lanes = 4
    /// The two best lags of each window, the better first; the second only above the gate and nearly
    /// as high. None where no lag leaves the least overlap.
    let peaks: [[CoarsePeak]]

    private typealias Floats = UnsafeMutablePointer<Float>
    private typealias Quad = SIMD4<Float>
    private typealias Pair = SIMD8<Float>

    /// Correlates one to four windows of more than 5 s with the window at hand and its spectrum.
    init(
        _ windows: [MotionWindow], beside mine: CoarseColumns, _ spectrum: [Float],
        _ transform: FourierTransform
    ) {
        let length = transform.count
        let longest = windows.reduce(0) { max($0, $1.count) }
        let room = 8 * (longest + Self.half + 1)
        let pairs = min(longest / 2, length - mine.count)
        let counts = windows.map { min($0.count / 2, length - mine.count) }
        let lanes = Self.lanes
        peaks = withUnsafeTemporaryAllocation(
            of: Float.self, capacity: room + lanes * (4 * length + pairs + 1)
        ) { space in
            guard let first = space.baseAddress else { return [] }
            let (re, im) = (first + room, first + room + lanes * length)
            let scratch = im + lanes * length
            let energy = scratch + 2 * lanes * length
            first.initialize(repeating: 0, count: room + 2 * lanes * length)
            energy.initialize(repeating: 0, count: lanes)
            Self.magnitudes(of: windows, into: first, scratch: scratch)
            let scales = Self.center(first, longest, windows.map(\.count), into: (re, im))
            Self.scale((re, im), by: scales, counts, energy: energy)
            transform.forward(re, im, scratch: scratch, lanes: lanes)
            Self.multiply(re, im, spectrum, length)
            transform.forward(re, im, scratch: scratch, lanes: lanes)
            return mine.energy.withUnsafeBufferPointer { mine in
                LaneScores(
                    products: re, length: length, mine: mine, theirs: energy, counts: counts
                ).peaks
            }
        }
    }

    /// Half of the running mean's width at 25 Hz; windows of more than 5 s are longer than it.
    private static let half = 12

    /// Writes |a| of four windows, then |ω| of four windows, per sample at 25 Hz.
    private static func magnitudes(
        of windows: [MotionWindow], into columns: Floats, scratch: Floats
    ) {
        for (lane, window) in windows.enumerated() {
            let count = window.count
            window.samples.withUnsafeBufferPointer { samples in
                guard let first = samples.baseAddress else { return }
                for sensor in 0..<2 {
                    let x = first + 3 * sensor * count
                    let (y, z) = (x + count, x + 2 * count)
                    for k in 0..<count {
                        let (a, b, c) = (Float(x[k]), Float(y[k]), Float(z[k]))
                        scratch[k] = (a * a + b * b + c * c).squareRoot()
                    }
                    var place = columns + lane + sensor * lanes
                    for k in 0..<count {
                        place.pointee = scratch[k]
                        place += 2 * lanes
                    }
                }
            }
        }
    }

    /// Takes the running mean over 25 samples off, the first and last mean serving the ends, and adds
    /// neighbours in pairs; returns what brings each column to unit energy.
    private static func center(
        _ columns: Floats, _ longest: Int, _ counts: [Int], into output: (re: Floats, im: Floats)
    ) -> (re: Quad, im: Quad) {
        let raw = UnsafeRawPointer(columns)
        @inline(__always)
        func sample(_ k: Int) -> Pair { raw.loadUnaligned(fromByteOffset: 32 * k, as: Pair.self) }
        var lengths = Quad()
        for (lane, count) in counts.enumerated() { lengths[lane] = Float(count) }
        let ends = Pair(lowHalf: lengths, highHalf: lengths)
        let share = 1 / Float(2 * half + 1)
        var (sum, energy, before) = (Pair(), Pair(), Pair())
        for k in 0...2 * half { sum += sample(k) }
        for k in 0..<longest {
            let value = (sample(k) - sum * share)
                .replacing(with: 0, where: ends .<= Float(k))
            energy += value * value
            if k & 1 == 1 {
                let pair = value + before
                store(pair.lowHalf, output.re, k >> 1)
                store(pair.highHalf, output.im, k >> 1)
            }
            before = value
            if k >= half {
                sum += (sample(k + half + 1) - sample(k - half))
                    .replacing(with: 0, where: ends .<= Float(k + half + 1))
            }
        }
        let unit = energy.squareRoot()
        let scales = (Pair(repeating: 1) / unit).replacing(with: 0, where: energy .<= 0)
        return (scales.lowHalf, scales.highHalf)
    }

    /// Scales the columns, clears what is beyond each one's end, and sums their squares.
    private static func scale(
        _ columns: (re: Floats, im: Floats), by scales: (re: Quad, im: Quad), _ counts: [Int],
        energy: Floats
    ) {
        let longest = counts.max() ?? 0
        var ends = Quad()
        for (lane, count) in counts.enumerated() { ends[lane] = Float(count) }
        var sum = Quad()
        for k in 0..<longest {
            let beyond = ends .<= Float(k)
            let a = (load(columns.re, k) * scales.re).replacing(with: 0, where: beyond)
            let w = (load(columns.im, k) * scales.im).replacing(with: 0, where: beyond)
            store(a, columns.re, k)
            store(w, columns.im, k)
            sum += a * a + w * w
            store(sum, energy, k + 1)
        }
    }

    /// conj(X) Y, and its conjugate: the inverse transform is the conjugate of the forward one.
    private static func multiply(_ re: Floats, _ im: Floats, _ spectrum: [Float], _ length: Int) {
        spectrum.withUnsafeBufferPointer { x in
            for k in 0..<length {
                let (xr, xi) = (x[k], x[k + length])
                let (yr, yi) = (load(re, k), load(im, k))
                store(xr * yr + xi * yi, re, k)
                store(xi * yr - xr * yi, im, k)
            }
        }
    }

    @inline(__always)
    private static func load(_ base: Floats, _ place: Int) -> Quad {
        UnsafeRawPointer(base).loadUnaligned(fromByteOffset: 16 * place, as: Quad.self)
    }

    @inline(__always)
    private static func store(_ value: Quad, _ base: Floats, _ place: Int) {
        UnsafeMutableRawPointer(base).storeBytes(of: value, toByteOffset: 16 * place, as: Quad.self)
    }
}
