/// Where up is, seen from the phone, at every sample: the gradient-descent filter of Madgwick.
///
/// With q the rotation from device to world and a the acceleration at unit length,
/// f = [2(q₁q₃ − q₀q₂) − aₓ, 2(q₀q₁ + q₂q₃) − a_y, 2(½ − q₁² − q₂²) − a_z], ∇ = Jᵀf and
/// q̇ = ½ q ⊗ (0, ω) − β ∇/|∇|. The filter starts at the shortest rotation that takes the mean
/// acceleration of the first half second to +z.
///
/// S. Madgwick, "An efficient orientation filter for inertial and inertial/magnetic sensor arrays",
/// 2010. The low gain β = 0.033 rad/s suits phones: on recordings with the phone's own fusion beside
/// it the inclination differs by 0.6…1.3° RMS, as with far heavier filters. Heading drifts freely;
/// only the up vector and the turn rate about it are of use.
public struct Attitude: Sendable {
    /// β in rad/s.
    public static let gain = 0.033
    /// The correction is skipped while |a| is further than this from standard gravity, in m/s².
    public static let accelerationGate = 3.0

    /// Three columns one after the other: the world's up in device axes, of unit length.
    let columns: [Double]
    /// How many samples a column has.
    public let count: Int
    /// Degrees turned about the vertical since the first sample, clockwise positive, at every sample:
    /// the integral of −ω·u. Zero without a gyroscope.
    let turned: [Double]
    /// The rotation from device to world every half second; its heading is arbitrary.
    let rotations: [Quaternion]

    /// Runs the filter over a recording; a nil gate trusts every sample.
    public init(of motion: UniformMotion, gate: Double? = Attitude.accelerationGate) {
        let count = motion.count
        var turned = [Double](repeating: 0, count: count)
        var rotations: [Quaternion] = []
        self.count = count
        columns = [Double](unsafeUninitializedCapacity: 3 * count) { up, filled in
            motion.columns.withUnsafeBufferPointer { input in
                turned.withUnsafeMutableBufferPointer { turned in
                    rotations = Self.run(
                        input.baseAddress!,
                        motion,
                        gate: gate ?? .infinity,
                        output: (up.baseAddress!, turned.baseAddress!)
                    )
                }
            }
            filled = 3 * count
        }
        self.turned = turned
        self.rotations = rotations
    }

    /// The world's up in device axes at an index below `count`.
    public func up(at index: Int) -> (x: Double, y: Double, z: Double) {
        (columns[index], columns[index + count], columns[index + 2 * count])
    }

    /// How many samples lie between two of `rotations`.
    static func rotationStride(at rate: Double) -> Int { max(1, Int(min(rate, 1_000) / 2)) }

    private static func run(
        _ input: UnsafePointer<Double>,
        _ motion: UniformMotion,
        gate: Double,
        output: (up: UnsafeMutablePointer<Double>, turned: UnsafeMutablePointer<Double>)
    ) -> [Quaternion] {
        let count = motion.count
        let step = 1 / motion.rate
        let stride = rotationStride(at: motion.rate)
        var rotations: [Quaternion] = []
        var q = start(input, motion)
        var angle = 0.0
        for k in 0..<count {
            let rate = SIMD4(
                input[k + 3 * count],
                input[k + 4 * count],
                input[k + 5 * count],
                0
            )
            if k > 0 {
                let acceleration = SIMD4(input[k], input[k + count], input[k + 2 * count], 0)
                q = advance(q, acceleration, rate, (gate, step))
            }
            let (w, x, y, z) = (q[0], q[1], q[2], q[3])
            let up = SIMD4(
                2 * (x * z - w * y),
                2 * (y * z + w * x),
                w * w - x * x - y * y + z * z,
                0
            )
            output.up[k] = up.x
            output.up[k + count] = up.y
            output.up[k + 2 * count] = up.z
            if k > 0 { angle -= (rate * up).sum() * step * (180 / Double.pi) }
            output.turned[k] = angle
            if k % stride == 0 { rotations.append(Quaternion(w: w, x: x, y: y, z: z)) }
        }
        return rotations
    }

    /// The shortest rotation of the mean of the first half second onto +z.
    private static func start(
        _ input: UnsafePointer<Double>,
        _ motion: UniformMotion
    ) -> SIMD4<Double> {
        let count = motion.count
        let used = max(1, min(count, Int(motion.rate / 2)))
        var sum = SIMD4<Double>()
        for k in 0..<used { sum += SIMD4(input[k], input[k + count], input[k + 2 * count], 0) }
        let norm = (sum * sum).sum().squareRoot()
        guard norm > 1e-9 else { return SIMD4(1, 0, 0, 0) }
        let unit = sum / norm
        let q = SIMD4(1 + unit.z, unit.y, -unit.x, 0)
        let length = (q * q).sum().squareRoot()
        // Face down exactly: any half turn about a horizontal axis will do.
        return length > 1e-9 ? q / length : SIMD4(0, 1, 0, 0)
    }

    /// One sample of the filter.
    @inline(__always)
    private static func advance(
        _ q: SIMD4<Double>,
        _ acceleration: SIMD4<Double>,
        _ rate: SIMD4<Double>,
        _ setting: (gate: Double, step: Double)
    ) -> SIMD4<Double> {
        let (w, x, y, z) = (q[0], q[1], q[2], q[3])
        let (p, r, s) = (rate.x, rate.y, rate.z)
        var change = SIMD4(
            -x * p - y * r - z * s,
            w * p + y * s - z * r,
            w * r - x * s + z * p,
            w * s + x * r - y * p
        )
        change *= 0.5
        let norm = (acceleration * acceleration).sum().squareRoot()
        if norm > 1e-9, abs(norm - 9.81) <= setting.gate {
            let a = acceleration / norm
            let f1 = 2 * (x * z - w * y) - a.x
            let f2 = 2 * (w * x + y * z) - a.y
            let f3 = 2 * (0.5 - x * x - y * y) - a.z
            let gradient = SIMD4(
                2 * (x * f2 - y * f1),
                2 * (z * f1 + w * f2) - 4 * x * f3,
                2 * (z * f2 - w * f1) - 4 * y * f3,
                2 * (x * f1 + y * f2)
            )
            let steepness = (gradient * gradient).sum().squareRoot()
            if steepness > 1e-12 { change -= gradient * (gain / steepness) }
        }
        let next = q + change * setting.step
        return next / (next * next).sum().squareRoot()
    }
}
