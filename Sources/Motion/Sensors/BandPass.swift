import Foundation

/// A Butterworth band-pass of second order, run forwards and backwards so that it shifts no phase.
///
/// Two biquads in transposed direct form II from the bilinear transform of the analogue prototype
/// (A. Oppenheim, R. Schafer, "Discrete-Time Signal Processing", chapter 7); the ends are continued
/// by their odd reflection over 15 samples.
struct BandPass {
    private let gain: Double
    private let first: (a1: Double, a2: Double)
    private let second: (a1: Double, a2: Double)

    /// The band of walking, 0.5…3 Hz, at 50 Hz.
    static let gait = BandPass(from: 0.5, to: 3, rate: 50)

    /// Edges at −3 dB and the sampling rate, in hertz; 0 < lower < upper < rate / 2.
    init(from lower: Double, to upper: Double, rate: Double) {
        let w1 = 2 * rate * tan(.pi * lower / rate)
        let w2 = 2 * rate * tan(.pi * upper / rate)
        let (width, centre) = (w2 - w1, w1 * w2)
        // The prototype's pole −√½ + i√½ splits into two; their conjugates follow.
        let p = (re: -0.5.squareRoot() * width / 2, im: 0.5.squareRoot() * width / 2)
        let square = (re: p.re * p.re - p.im * p.im - centre, im: 2 * p.re * p.im)
        let size = (square.re * square.re + square.im * square.im).squareRoot()
        let root = (
            re: ((size + square.re) / 2).squareRoot(),
            im: ((size - square.re) / 2).squareRoot() * (square.im < 0 ? -1 : 1)
        )
        let near = Self.section(pole: (p.re + root.re, p.im + root.im), doubled: 2 * rate)
        let far = Self.section(pole: (p.re - root.re, p.im - root.im), doubled: 2 * rate)
        first = (near.a1, near.a2)
        second = (far.a1, far.a2)
        gain = width * width * 4 * rate * rate / (near.norm * far.norm)
    }

    private static func section(
        pole: (re: Double, im: Double),
        doubled: Double
    ) -> (a1: Double, a2: Double, norm: Double) {
        // z = (d + s) / (d − s): the pair of conjugates as 1 + a₁z⁻¹ + a₂z⁻².
        let norm = (doubled - pole.re) * (doubled - pole.re) + pole.im * pole.im
        let square = pole.re * pole.re + pole.im * pole.im
        return (
            2 * (square - doubled * doubled) / norm,
            ((doubled + pole.re) * (doubled + pole.re) + pole.im * pole.im) / norm, norm
        )
    }

    /// Filters in place. The buffer has 15 spare places before and after the samples.
    func apply(to padded: UnsafeMutableBufferPointer<Double>) {
        let count = padded.count
        guard count > 32 else {
            padded.update(repeating: 0)
            return
        }
        let (head, tail) = (padded[15], padded[count - 16])
        for k in 1...15 {
            padded[15 - k] = 2 * head - padded[15 + k]
            padded[count - 16 + k] = 2 * tail - padded[count - 16 - k]
        }
        run(over: padded, from: 0, stride: 1)
        run(over: padded, from: count - 1, stride: -1)
    }

    private func run(
        over values: UnsafeMutableBufferPointer<Double>,
        from start: Int,
        stride: Int
    ) {
        var index = start
        // The state of a filter that has always seen the first value: its output is zero.
        var (s1, s2) = (-gain * values[start], -gain * values[start])
        var (t1, t2) = (0.0, 0.0)
        for _ in 0..<values.count {
            let input = gain * values[index]
            let middle = input + s1
            s1 = s2 - first.a1 * middle
            s2 = -input - first.a2 * middle
            let output = middle + t1
            t1 = t2 - second.a1 * output
            t2 = -middle - second.a2 * output
            values[index] = output
            index += stride
        }
    }
}
