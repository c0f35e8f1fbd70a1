import Foundation

/// The power spectrum of a column.
enum Spectrum {
    /// The share of the variance that lies in the strongest line and its multiples.
    ///
    /// A Hann window keeps a pure tone within two bins of its centre, so a line is five bins wide.
    static func toneShare(of column: [Double]) -> Double {
        let count = min(column.count, 2_048)
        let mean = column.prefix(count).reduce(0, +) / Double(count)
        let length = FourierTransform.length(holding: count)
        guard let transform = FourierTransform(count: length) else { return 0 }
        var power = [Float](repeating: 0, count: length / 2)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * length) { space in
            space.initialize(repeating: 0)
            guard let re = space.baseAddress else { return }
            for k in 0..<count {
                let window = 0.5 - 0.5 * cos(2 * .pi * Double(k) / Double(count))
                re[k] = Float((column[k] - mean) * window)
            }
            transform.forward(re, re + length, scratch: re + 2 * length)
            for k in 1..<length / 2 {
                power[k] = re[k] * re[k] + re[length + k] * re[length + k]
            }
        }
        let total = power.reduce(0, +)
        guard total > 0, let peak = power.indices.max(by: { power[$0] < power[$1] }) else {
            return 0
        }
        // Zero padding widens the line in proportion.
        let half = max(2, Int((2.5 * Double(length) / Double(count)).rounded(.up)))
        var share: Float = 0
        var next = 0
        for centre in stride(from: max(peak, 1), to: power.count, by: max(peak, 1)) {
            let (low, high) = (max(next, centre - half), min(power.count - 1, centre + half))
            if low <= high { share += power[low...high].reduce(0, +) }
            next = high + 1
        }
        return Double(share / total)
    }
}
