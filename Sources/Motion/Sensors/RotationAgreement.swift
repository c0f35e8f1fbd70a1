import Foundation

/// The phone's own rotation vector against its accelerometer and gyroscope.
struct RotationAgreement {
    let movement: Movement
    let rotation: RotationTrack

    /// Every test that has something to measure.
    var likelihoods: [Likelihood] { [attitude, turning].compactMap { $0 } }

    /// The angle between the rotation vector's up and the mean acceleration of a phone at rest.
    private var attitude: Likelihood? {
        guard movement.motionClass == .still else { return nil }
        var up = SIMD3<Double>()
        for index in 0..<rotation.vector.count {
            up += rotation.quaternion(at: index)?.up ?? SIMD3()
        }
        let degrees = Self.angle(up, movement.meanAcceleration)
        guard let degrees else { return nil }
        return Likelihood(
            .attitudeMismatch, weight: degrees > 15 ? 3 : 0, measured: degrees, threshold: 15)
    }

    /// Degrees by which the turn of the rotation vector over a second differs from the turn that
    /// gyroscope and gravity give, root mean square. Sensors of two phones, or of two moments,
    /// disagree.
    private var turning: Likelihood? {
        guard movement.motion.hasGyroscope, let mismatch = turnMismatch else { return nil }
        return Likelihood(
            .rotationMismatch, weight: mismatch > 20 ? 3 : 0, measured: mismatch, threshold: 20)
    }

    /// The root mean square over spans of one second; nil with fewer than three spans.
    var turnMismatch: Double? {
        let order = OrderedTrack(rotation.vector)
        let times = rotation.vector.times
        let stride = Attitude.rotationStride(at: movement.motion.rate)
        let step = Double(stride) / movement.motion.rate
        var own: [Quaternion?] = []
        var position = 0
        for index in movement.attitude.rotations.indices {
            let time = movement.motion.start + Double(index) * step
            func at(_ place: Int) -> Int { order.order?[place] ?? place }
            while position + 1 < order.count,
                abs(times[at(position + 1)] - time) <= abs(times[at(position)] - time)
            {
                position += 1
            }
            guard position < order.count, abs(times[at(position)] - time) < 0.1 else {
                own.append(nil)
                continue
            }
            own.append(rotation.quaternion(at: at(position)))
        }
        var (sum, spans) = (0.0, 0)
        for index in own.indices.dropFirst(2) {
            guard let from = own[index - 2], let to = own[index] else { continue }
            let felt =
                movement.attitude.rotations[index - 2].conjugate
                * movement.attitude.rotations[index]
            let angle = (felt.conjugate * (from.conjugate * to)).angle * 180 / .pi
            sum += angle * angle
            spans += 1
        }
        return spans >= 3 ? (sum / Double(spans)).squareRoot() : nil
    }

    private static func angle(_ left: SIMD3<Double>, _ right: SIMD3<Double>) -> Double? {
        let size = ((left * left).sum() * (right * right).sum()).squareRoot()
        guard size > 1e-9 else { return nil }
        return acos(min(1, max(-1, (left * right).sum() / size))) * 180 / .pi
    }
}
