import Foundation

/// The power spectrum of a column.
enum Spectrum {
    /// The share of the variance above 0.7 Hz that lies in the strongest line and its multiples.
    ///
    /// A Hann window keeps a pure tone within two bins of its centre. Lines are as wide as that, so
    /// that overtones cover little of the band, and slower motion is left out: turns are no tone.
    static func toneShare(of column: [Double], rate: Double) -> Double {
        let count = min(column.count, 2_048)
        let length = FourierTransform.length(holding: count)
        let power = power(of: column, count: count, length: length)
        let lowest = Int((0.7 * Double(length) / rate).rounded(.up))
        guard lowest < power.count else { return 0 }
        var (total, peak): (Float, Int) = (0, lowest)
        power.withUnsafeBufferPointer { power in
            for k in lowest..<power.count {
                total += power[k]
                if power[k] > power[peak] { peak = k }
            }
        }
        guard total > 0 else { return 0 }
        // Zero padding widens the line in proportion; the peak is known to half a bin.
        let half = max(2, Int((2 * Double(length) / Double(count)).rounded(.up)))
        var share: Float = 0
        var next = lowest
        for multiple in 1...4 {
            let centre = multiple * peak
            let (low, high) = (max(next, centre - half), min(power.count - 1, centre + half))
            var bin = low
            while bin <= high {
                share += power[bin]
                bin += 1
            }
            next = max(next, high + 1)
        }
        return Double(share / total)
    }

    /// Two neighbours are one complex sample, so that half the length serves: with Z of these,
    /// X[k] = (Z[k] + Z*[h − k])/2 − i e^(−2πik/n) (Z[k] − Z*[h − k])/2, h = n/2.
    private static func power(of column: [Double], count: Int, length: Int) -> [Float] {
        let half = length / 2
        guard let transform = FourierTransform.shared(count: half) else { return [] }
        let mean = column.prefix(count).reduce(0, +) / Double(max(count, 1))
        return [Float](unsafeUninitializedCapacity: half) { power, filled in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * half) { space in
                space.initialize(repeating: 0)
                guard let re = space.baseAddress else { return }
                // The window's cosine by rotation: one sine for all.
                let step = 2 * Double.pi / Double(max(count, 1))
                let (c, s) = (cos(step), sin(step))
                var (x, y) = (1.0, 0.0)
                for k in 0..<count {
                    re[k >> 1 &+ (k & 1) &* half] = Float((column[k] - mean) * (0.5 - 0.5 * x))
                    (x, y) = (x * c - y * s, x * s + y * c)
                }
                transform.forward(re, re + half, scratch: re + 2 * half)
                let turn = 2 * Double.pi / Double(length)
                let (tc, ts) = (cos(turn), sin(turn))
                (x, y) = (1, 0)
                power[0] = 0
                for k in 1..<half {
                    (x, y) = (x * tc - y * ts, x * ts + y * tc)
                    let (ar, ai) = (re[k], re[k &+ half])
                    let (br, bi) = (re[half &- k], -re[half &- k &+ half])
                    let (er, ei) = ((ar + br) * 0.5, (ai + bi) * 0.5)
                    let (dr, di) = ((ar - br) * 0.5, (ai - bi) * 0.5)
                    let (w, v) = (Float(x), Float(y))
                    // −i (w − iv)(d) added to the even part.
                    let real = er + w * di - v * dr
                    let imaginary = ei - w * dr - v * di
                    power[k] = real * real + imaginary * imaginary
                }
            }
            filled = half
        }
    }
}
