import Foundation

/// The sensors against the fixes: whether the phone felt the journey that it claims.
///
/// Each test compares the probability of its measurement under fraud, where the track was made up
/// without regard to the sensors, with that under honesty. Weights are natural logarithms, clamped.
struct Agreement {
    let movement: Movement
    let track: TrackStatistics
    let fixes: [Fix]

    /// The settled fixes while the sensors ran are compared; nil when they are too few.
    init?(_ movement: Movement, _ fixes: FixTrack) {
        let start = movement.motion.start - 0.5
        let end = movement.motion.start + movement.motion.duration + 0.5
        let shared = fixes.settled.filter { $0.time >= start && $0.time <= end }
        guard let track = TrackStatistics(settled: shared) else { return nil }
        self.movement = movement
        self.track = track
        self.fixes = shared
    }

    /// Every test that has something to measure.
    var likelihoods: [Likelihood] {
        let (path, frozen) = (pathNotWalked, frozen)
        return [
            speedForMotion(pathIsKnown: path != nil, isFrozen: frozen?.weight ?? 0 > 0),
            tooFarForSteps, path, turnsNotFelt, accelerationNotFelt, frozen,
        ].compactMap { $0 }
    }

    /// The fitted speed under each kind of motion; see `SpeedDensity`. A walk that stays where it is
    /// weighs 1 at most where its path is known, for the path tells pacing from not moving at all; so do
    /// fixes that repeat themselves, for that they stand still is said already.
    func speedForMotion(pathIsKnown: Bool, isFrozen: Bool) -> Likelihood? {
        let density = SpeedDensity(speed: track.speed, sigma: track.speedSigma)
        let honest = density.honest(
            movement.motionClass, unrest: movement.stillness.statisticMax)
        var weight = log(density.fraudulent / honest)
        if pathIsKnown || isFrozen, track.speed < 1.25 { weight = min(weight, 1) }
        let threshold =
            switch movement.motionClass {
            case .still: 3 * track.speedSigma
            case .walking: 2.5
            case .other: 30.0
            }
        return Likelihood(
            .speedForMotion, weight: min(max(weight, -3), 4), measured: track.speed,
            threshold: threshold)
    }

    /// Displacement beyond what the steps carry. Only too far counts: pacing is honest.
    var tooFarForSteps: Likelihood? {
        guard movement.motionClass == .walking, track.duration >= 10 else { return nil }
        let (first, last) = (track.times[0], track.times[track.times.count - 1])
        let steps = movement.steps.indices.count { index in
            let time = movement.motion.start + Double(index) / movement.motion.rate
            return time >= first - 0.5 && time <= last + 0.5
        }
        let walked = Steps.length * Double(steps)
        let limit = 1.3 * walked + 2 * track.sigmaMedian
        let z = max(0, track.displacement - limit) / max(2, 0.2 * walked)
        return Likelihood(
            .tooFarForSteps, weight: min(max(z * z / 2 - 1, -0.5), 4),
            measured: track.displacement, threshold: limit)
    }

    /// Identical coordinates while the phone moves. Still phones repeat honestly, up to 133 times.
    var frozen: Likelihood? {
        guard movement.motionClass != .still else { return nil }
        let deviation = movement.stillness.accelerationDeviation
        let moves = deviation > 0.3
        let repeats = track.repeated > 0.8
        let weight = repeats ? (moves ? 3.5 : deviation > 0.15 ? 1.5 : 0) : moves ? -0.3 : 0
        return Likelihood(
            .frozenWhileMoving, weight: weight, measured: track.repeated, threshold: 0.8)
    }
}
