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
        _ input: UnsafePointer<Double>, _ motion: UniformMotion, gate: Double,
        output: (up: UnsafeMutablePointer<Double>, turned: UnsafeMutablePointer<Double>)
    ) -> [Quaternion] {
        let count = motion.count
        let setting = (gate: gate, step: 1 / motion.rate)
        let degrees = setting.step * (180 / Double.pi)
        let stride = rotationStride(at: motion.rate)
        var rotations: [Quaternion] = []
        rotations.reserveCapacity(count / stride + 1)
        var q = start(input, motion)
        var angle = 0.0
        var due = 0
        for k in 0..<count {
            let (p, r, s) = (input[k + 3 * count], input[k + 4 * count], input[k + 5 * count])
            if k > 0 {
                advance(
                    &q, (input[k], input[k + count], input[k + 2 * count]), (p, r, s), setting)
            }
            let up = (
                x: 2 * (q.x * q.z - q.w * q.y), y: 2 * (q.y * q.z + q.w * q.x),
                z: q.w * q.w - q.x * q.x - q.y * q.y + q.z * q.z
            )
            output.up[k] = up.x
            output.up[k + count] = up.y
            output.up[k + 2 * count] = up.z
            if k > 0 { angle -= (p * up.x + r * up.y + s * up.z) * degrees }
            output.turned[k] = angle
            if k == due {
                rotations.append(q)
                due += stride
            }
        }
        return rotations
    }

    /// The shortest rotation of the mean of the first half second onto +z.
    private static func start(
        _ input: UnsafePointer<Double>, _ motion: UniformMotion
    ) -> Quaternion {
        let count = motion.count
        let used = max(1, min(count, Int(motion.rate / 2)))
        var (x, y, z) = (0.0, 0.0, 0.0)
        for k in 0..<used {
            x += input[k]
            y += input[k + count]
            z += input[k + 2 * count]
        }
        let norm = (x * x + y * y + z * z).squareRoot()
        guard norm > 1e-9 else { return Quaternion(w: 1, x: 0, y: 0, z: 0) }
        // Face down exactly: any half turn about a horizontal axis will do.
        return Quaternion(w: 1 + z / norm, x: y / norm, y: -x / norm, z: 0).normalized
            ?? Quaternion(w: 0, x: 1, y: 0, z: 0)
    }

    /// One sample of the filter. Its latency is the filter's cost, so norms that do not depend on q
    /// stand first and each division is one reciprocal.
    @inline(__always)
    private static func advance(
        _ q: inout Quaternion, _ force: (x: Double, y: Double, z: Double),
        _ rate: (p: Double, r: Double, s: Double), _ setting: (gate: Double, step: Double)
    ) {
        let (w, x, y, z) = (q.w, q.x, q.y, q.z)
        let norm = (force.x * force.x + force.y * force.y + force.z * force.z).squareRoot()
        let half = 0.5 * setting.step
        let (p, r, s) = (rate.p * half, rate.r * half, rate.s * half)
        var (nw, nx, ny, nz) = (
            w - x * p - y * r - z * s, x + w * p + y * s - z * r,
            y + w * r - x * s + z * p, z + w * s + x * r - y * p
        )
        if norm > 1e-9, abs(norm - 9.81) <= setting.gate {
            let scale = 1 / norm
            let f1 = 2 * (x * z - w * y) - force.x * scale
            let f2 = 2 * (w * x + y * z) - force.y * scale
            let f3 = 2 * (0.5 - x * x - y * y) - force.z * scale
            let gw = x * f2 - y * f1
            let gx = z * f1 + w * f2 - 2 * x * f3
            let gy = z * f2 - w * f1 - 2 * y * f3
            let gz = x * f1 + y * f2
            // |∇|² = |f|² (1 − f₃) + f₃² for a unit q, since JJᵀ = 4 then; it does not wait for ∇.
            // Single precision is plenty for the length of a step of 0.0007 rad.
            let flat = f1 * f1 + f2 * f2
            let square = (flat + f3 * f3) * (1 - f3) + f3 * f3
            let steepness = Float(max(0, square)).squareRoot()
            if steepness > 5e-13 {
                let pull = gain * setting.step * Double(1 / steepness)
                nw -= gw * pull
                nx -= gx * pull
                ny -= gy * pull
                nz -= gz * pull
            }
        }
        let square = nw * nw + nx * nx + ny * ny + nz * nz
        // A step of Newton for 1/√n near 1 is quicker than the root; its error of ⅜(n − 1)², below
        // 4e-7, is one of length alone, which the next sample mends.
        var scale = 1.5 - 0.5 * square
        if abs(square - 1) > 0.001 { scale = 1 / square.squareRoot() }
        q = Quaternion(w: nw * scale, x: nx * scale, y: ny * scale, z: nz * scale)
    }
}
