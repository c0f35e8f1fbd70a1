/// The magnitudes |a| and |ω| at 12.5 Hz as the real and imaginary part of one complex column.
struct CoarseColumns: Sendable {
    static let rate = MotionWindow.rate / 2

    let count: Int
    let real: [Float]
    let imaginary: [Float]
    /// Sums of squared magnitudes: `energy[k]` of the first k samples.
    let energy: [Float]

    init(_ axes: AxisColumns, limit: Int = 500) {
        let count = min(axes.count / 2, limit)
        var real = [Float](repeating: 0, count: count)
        var imaginary = real
        var energy = [Float](repeating: 0, count: count + 1)
        axes.magnitudes.withUnsafeBufferPointer { m in
            for k in 0..<count {
                let sum = m[2 * k] + m[2 * k + 1]
                real[k] = sum.x
                imaginary[k] = sum.y
                energy[k + 1] = energy[k] + real[k] * real[k] + imaginary[k] * imaginary[k]
            }
        }
        self.count = count
        self.real = real
        self.imaginary = imaginary
        self.energy = energy
    }

    /// Copies the columns to the start of two zeroed ones.
    func fill(_ re: UnsafeMutablePointer<Float>, _ im: UnsafeMutablePointer<Float>) {
        real.withUnsafeBufferPointer { re.update(from: $0.baseAddress!, count: count) }
        imaginary.withUnsafeBufferPointer { im.update(from: $0.baseAddress!, count: count) }
    }

    /// The transform as two columns, one after the other.
    func spectrum(by transform: FourierTransform) -> [Float] {
        var space = [Float](repeating: 0, count: 4 * transform.count)
        space.withUnsafeMutableBufferPointer { space in
            guard let re = space.baseAddress else { return }
            fill(re, re + transform.count)
            transform.forward(
                re, re + transform.count, scratch: re + 2 * transform.count)
        }
        return Array(space.prefix(2 * transform.count))
    }
}
