import Foundation

extension Agreement {
    /// Changes of the fixes' velocity against the horizontal acceleration felt.
    ///
    /// The acceleration is levelled with the up vector, held against turning with the gyroscope and
    /// averaged from fix to fix; velocity is the reported speed along the reported heading. Both
    /// series are compared about their means, up to one unknown heading, so that a constant error of
    /// tilt does not matter. Agreement x = 2|Σ a*b| / (Σ|a|² + Σ|b|²) has the median 0.34 on recorded
    /// drives and 0.12 between two of them; weight: ln Beta(x; 1, 5) / Beta(x; 1.4, 2.2). Journeys
    /// that change their velocity by less than 0.5 m/s² in all say nothing, nor do moments in which the
    /// phone is handled.
    var accelerationNotFelt: Likelihood? {
        guard movement.motionClass != .walking, let fit = accelerationFit,
            fit.felt + fit.seen > 0.5
        else { return nil }
        let x = min(max(fit.agreement, 0.005), 0.99)
        let weight = log(5 / 3.8) + 2.8 * log(1 - x) - 0.4 * log(x)
        return Likelihood(
            .accelerationNotFelt, weight: min(max(weight, -2), 2.5), measured: fit.mismatch,
            threshold: 0.8)
    }

    /// The best fit of the two accelerations over receiver lags, m/s²; nil with fewer than five pairs
    /// of moving fixes.
    var accelerationFit: PlanarFit? {
        guard movement.motion.hasGyroscope else { return nil }
        let changes = velocityChanges
        guard changes.count >= 5 else { return nil }
        let levelled = LevelledSum(movement)
        return Self.lags.compactMap { fit(levelled, changes, lag: $0) }
            .max { $0.agreement < $1.agreement }
    }

    private typealias VelocityChange = (from: Double, to: Double, seen: SIMD2<Double>)

    /// Mean accelerations between fixes half a second to two and a half apart, m/s².
    private var velocityChanges: [VelocityChange] {
        var changes: [VelocityChange] = []
        changes.reserveCapacity(fixes.count)
        var before: (time: Double, velocity: SIMD2<Double>?)?
        for fix in fixes {
            let velocity = fix.velocity
            if let before, let from = before.velocity, let velocity {
                let seconds = fix.time - before.time
                if seconds >= 0.5, seconds <= 2.5 {
                    changes.append((before.time, fix.time, (velocity - from) / seconds))
                }
            }
            before = (fix.time, velocity)
        }
        return changes
    }

    private func fit(
        _ levelled: LevelledSum, _ changes: [VelocityChange], lag: Double
    ) -> PlanarFit? {
        var (felt, seen): ([SIMD2<Double>], [SIMD2<Double>]) = ([], [])
        felt.reserveCapacity(changes.count)
        seen.reserveCapacity(changes.count)
        for change in changes {
            let (from, to) = (change.from - lag, change.to - lag)
            guard let mean = levelled.mean(from: from, to: to),
                !movement.isHandled(from: from, to: to)
            else { continue }
            felt.append(mean)
            seen.append(change.seen)
        }
        guard felt.count >= 5 else { return nil }
        return PlanarFit(felt: felt, seen: seen, scales: 0.8...1.2)
    }
}

extension Fix {
    /// East and north velocity as reported; a phone at rest needs no heading.
    var velocity: SIMD2<Double>? {
        guard let speed, speed >= 0, speed < 400 else { return nil }
        guard let heading else { return speed < 0.3 ? SIMD2() : nil }
        return speed * SIMD2(sin(heading * .pi / 180), cos(heading * .pi / 180))
    }
}

/// Running sums of the horizontal acceleration in a frame that does not turn with the phone.
///
/// The frame is taken every tenth of a second; what is averaged over a second needs no more.
struct LevelledSum {
    private static let block = 5
    private let motion: UniformMotion
    private var sums: [SIMD2<Double>]

    init(_ movement: Movement) {
        motion = movement.motion
        let (count, blocks) = (motion.count, motion.count / Self.block)
        let mean = movement.meanAcceleration
        // A device axis that stays well off the vertical marks "ahead"; which one does not matter.
        let axis: SIMD3<Double> = abs(mean.y) < abs(mean.z) ? SIMD3(0, 1, 0) : SIMD3(0, 0, 1)
        var ahead = axis
        var sums = [SIMD2<Double>](repeating: SIMD2(), count: blocks + 1)
        let attitude = movement.attitude
        var heading = Heading()
        motion.columns.withUnsafeBufferPointer { c in
            for block in 0..<blocks {
                let first = block * Self.block
                var a = SIMD3<Double>()
                for k in first..<first + Self.block {
                    a += SIMD3(c[k], c[k + count], c[k + 2 * count])
                }
                let middle = first + Self.block / 2
                let up = attitude.up(at: middle)
                let u = SIMD3(up.x, up.y, up.z)
                let level = axis - (axis * u).sum() * u
                let length = (level * level).sum().squareRoot()
                if length > 0.05 { ahead = level / length }
                let right = SIMD3(
                    ahead.y * u.z - ahead.z * u.y, ahead.z * u.x - ahead.x * u.z,
                    ahead.x * u.y - ahead.y * u.x)
                let (forward, aside) = ((a * ahead).sum(), (a * right).sum())
                heading.turn(to: attitude.turned[middle] * .pi / 180)
                let (sine, cosine) = (heading.sine, heading.cosine)
                sums[block + 1] =
                    sums[block]
                    + SIMD2(forward * sine + aside * cosine, forward * cosine - aside * sine)
            }
        }
        self.sums = sums
    }

    /// The mean between two times, m/s²; nil when they are not both inside the window.
    func mean(from: Double, to: Double) -> SIMD2<Double>? {
        let scale = motion.rate / Double(Self.block)
        let first = ((from - motion.start) * scale).rounded()
        let last = ((to - motion.start) * scale).rounded()
        guard first >= 0, last > first, last < Double(sums.count),
            let first = Int(exactly: first), let last = Int(exactly: last)
        else { return nil }
        return (sums[last] - sums[first]) / Double((last - first) * Self.block)
    }
}

/// Sine and cosine of an angle that changes little by little: each by rotating the ones before.
private struct Heading {
    private var angle = 0.0
    private(set) var sine = 0.0
    private(set) var cosine = 1.0

    /// Turns to an angle in radians. Series are exact to 1e-9 for steps below a quarter.
    @inline(__always)
    mutating func turn(to next: Double) {
        let step = next - angle
        angle = next
        guard abs(step) < 0.25 else {
            (sine, cosine) = (sin(next), cos(next))
            return
        }
        let square = step * step
        let s = step * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)))
        let c = 1 - square / 2 * (1 - square / 12 * (1 - square / 30))
        (sine, cosine) = (sine * c + cosine * s, cosine * c - sine * s)
    }
}
