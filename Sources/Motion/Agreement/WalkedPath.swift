import Foundation

extension Agreement {
    /// The fixes against the path walked: steps of 0.71 m in the direction that the gyroscope gives,
    /// up to an unknown heading and a stride of 0.6…1.4 times that.
    ///
    /// A walk straight ahead must be seen by the fixes; pacing to and fro need not, for its path is
    /// as small as the errors. The mismatch is in metres, root mean square.
    var pathNotWalked: Likelihood? {
        guard movement.motionClass == .walking, let fit = pathFit else { return nil }
        let weight = fit.mismatch - 2
        return Likelihood(
            .pathNotWalked, weight: min(max(weight, -1), 4), measured: fit.mismatch, threshold: 3)
    }

    /// The fit of the fixes to the path walked.
    var pathFit: PlanarFit? {
        let path = walkedPath
        guard movement.steps.count >= 6 else { return nil }
        return PlanarFit(felt: path, seen: track.positions, scales: 0.6...1.4)
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
