import Foundation

extension Agreement {
    /// The fixes against the path walked: steps of 0.71 m in the direction that the gyroscope gives,
    /// up to an unknown heading and a stride of 0.6…1.4 times that.
    ///
    /// A walk straight ahead must be seen by the fixes; pacing to and fro need not, for its path is
    /// as small as the errors. The mismatch m is in metres, root mean square: 0.2…1.5 on recorded
    /// walks, 1.9…4.1 for a place with jitter while the phone is walked. Weight: 2 (m − 1.7), and two
    /// more where the fixes moved less than a fifth of the path (recorded walks: 0.29 and more).
    var pathNotWalked: Likelihood? {
        guard let fit = pathFit else { return nil }
        let stays = fit.scale < 0.2 ? 2.0 : 0
        return Likelihood(
            .pathNotWalked, weight: min(max(2 * (fit.mismatch - 1.7) + stays, -1), 4),
            measured: fit.mismatch, threshold: 1.7)
    }

    /// The fit of the fixes to the path walked; nil unless the path is at least 2.5 m in size.
    var pathFit: PlanarFit? {
        guard movement.motionClass == .walking, movement.motion.hasGyroscope,
            let fit = PlanarFit(felt: walkedPath, seen: track.positions, scales: 0.6...1.4),
            fit.felt >= 2.5
        else { return nil }
        return fit
    }

    /// Metres walked, east and north of a heading unknown, at the time of every fix.
    private var walkedPath: [SIMD2<Double>] {
        let (motion, turned) = (movement.motion, movement.attitude.turned)
        var path: [SIMD2<Double>] = []
        path.reserveCapacity(fixes.count)
        var position = SIMD2<Double>()
        var next = 0
        let steps = movement.steps.indices
        for fix in fixes {
            let sample = (fix.time - motion.start) * motion.rate
            while next < steps.count, Double(steps[next]) <= sample {
                let heading = turned[steps[next]] * .pi / 180
                position += Steps.length * SIMD2(sin(heading), cos(heading))
                next += 1
            }
            path.append(position)
        }
        return path
    }
}
