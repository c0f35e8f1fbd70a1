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

    private typealias Column = UnsafeMutablePointer<Double>

    private static func run(
        _ input: UnsafePointer<Double>, _ motion: UniformMotion, gate: Double,
        output: (up: Column, turned: Column)
    ) -> [Quaternion] {
        let count = motion.count
        let stride = rotationStride(at: motion.rate)
        var rotations: [Quaternion] = []
        rotations.reserveCapacity(count / stride + 1)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * count) { space in
            let pulls = space.baseAddress!
            level(input, count, (gate: gate, most: gain / motion.rate), into: pulls)
            var q = start(input, motion)
            let half = 0.5 / motion.rate
            var due = 0
            for k in 0..<count {
                if k > 0 {
                    let (p, r, s) = (
                        input[k &+ 3 &* count], input[k &+ 4 &* count], input[k &+ 5 &* count]
                    )
                    advance(
                        &q, (p * half, r * half, s * half),
                        (pulls[k], pulls[k &+ count], pulls[k &+ 2 &* count]),
                        most: pulls[k &+ 3 &* count])
                }
                output.up[k] = 2 * (q.x * q.z - q.w * q.y)
                output.up[k &+ count] = 2 * (q.y * q.z + q.w * q.x)
                output.up[k &+ 2 &* count] = (q.w * q.w + q.z * q.z) - (q.x * q.x + q.y * q.y)
                if k == due {
                    rotations.append(q)
                    due += stride
                }
            }
        }
        turn(input, count, degrees: 180 / (.pi * motion.rate), output)
        return rotations
    }

    /// Writes aₓ, a_y and 1 − a_z of the acceleration at unit length, and by how much a sample may turn
    /// the filter: βdt, or nothing outside of the gate.
    private static func level(
        _ input: UnsafePointer<Double>, _ count: Int, _ setting: (gate: Double, most: Double),
        into output: Column
    ) {
        let (x, y, z) = (input, input + count, input + 2 * count)
        let (ax, ay, az, most) = (
            output, output + count, output + 2 * count, output + 3 * count
        )
        for k in 0..<count {
            let norm = (x[k] * x[k] + y[k] * y[k] + z[k] * z[k]).squareRoot()
            let unit = 1 / (norm + 1e-300)
            ax[k] = x[k] * unit
            ay[k] = y[k] * unit
            az[k] = 1 - z[k] * unit
            most[k] = norm > 1e-9 && abs(norm - 9.81) <= setting.gate ? setting.most : 0
        }
    }

    /// Adds up −ω·u since the first sample, in degrees.
    private static func turn(
        _ input: UnsafePointer<Double>, _ count: Int, degrees: Double,
        _ output: (up: Column, turned: Column)
    ) {
        let (p, r, s) = (input + 3 * count, input + 4 * count, input + 5 * count)
        let (x, y, z) = (output.up, output.up + count, output.up + 2 * count)
        for k in 0..<count {
            output.turned[k] = (p[k] * x[k] + r[k] * y[k] + s[k] * z[k]) * degrees
        }
        var angle = 0.0
        output.turned[0] = 0
        for k in 1..<max(1, count) {
            angle -= output.turned[k]
            output.turned[k] = angle
        }
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

    /// One sample of the filter. Its latency is the filter's cost, so whatever does not wait for the
    /// step's length is computed beside it.
    ///
    /// With n = q + ½ q ⊗ (0, ω) dt and p = β dt/|∇|, the new length is |n − p∇|² = |n|² − 2p n·∇ +
    /// (β dt)²; here ∇ is half of Jᵀf, and |∇|² = |f|² (1 − f₃) + f₃² for a unit q, since JJᵀ = 4 then.
    @inline(__always)
    private static func advance(
        _ q: inout Quaternion, _ turn: (p: Double, r: Double, s: Double),
        _ level: (x: Double, y: Double, z: Double), most: Double
    ) {
        let (w, x, y, z) = (q.w, q.x, q.y, q.z)
        let (p, r, s) = turn
        var (nw, nx, ny, nz) = (
            (w - x * p) - (y * r + z * s), (x + w * p) + (y * s - z * r),
            (y + w * r) - (x * s - z * p), (z + w * s) + (x * r - y * p)
        )
        var square = (nw * nw + nx * nx) + (ny * ny + nz * nz)
        // A step of Newton for 1/√n near 1 is quicker than the root; its error of ⅜(n − 1)², below
        // 4e-7, is one of length alone, which the next sample mends.
        var scale = 1.5 - 0.5 * square
        let (w2, x2, y2) = (2 * w, 2 * x, 2 * y)
        let f1 = (x2 * z - level.x) - w2 * y
        let f2 = (w2 * x - level.y) + y2 * z
        let f3 = (level.z - x2 * x) - y2 * y
        let steep = (f1 * f1 + f2 * f2) * (1 - f3) + f3 * f3 * (2 - f3)
        if steep > 2.5e-25 {
            let gw = x * f2 - y * f1
            let gx = (z * f1 + w * f2) - x2 * f3
            let gy = (z * f2 - w * f1) - y2 * f3
            let gz = x * f1 + y * f2
            let pull = most / steep.squareRoot()
            let along = (nw * gw + nx * gx) + (ny * gy + nz * gz)
            scale = (scale - 0.5 * most * most) + pull * along
            square = (square + most * most) - 2 * (pull * along)
            nw -= gw * pull
            nx -= gx * pull
            ny -= gy * pull
            nz -= gz * pull
        }
        if abs(square - 1) > 0.001 { scale = 1 / square.squareRoot() }
        q = Quaternion(w: nw * scale, x: nx * scale, y: ny * scale, z: nz * scale)
    }
}
