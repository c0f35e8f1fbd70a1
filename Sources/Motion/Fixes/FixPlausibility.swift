import Foundation

/// The fixes by themselves: whether a receiver could have measured them.
struct FixPlausibility {
    let track: FixTrack
    let settled: [Fix]
    private let statistics: TrackStatistics?

    init(_ track: FixTrack) {
        settled = track.settled
        self.track = track
        statistics = TrackStatistics(settled: settled)
    }

    /// Every test that has something to measure.
    var likelihoods: [Likelihood] {
        var all = jump + [coarseDecimals].compactMap { $0 }
        guard let statistics else { return all }
        all += [speedNotTravelled, ruledLine].compactMap { $0 }
        return all + templates(repeated: statistics.repeated)
    }

    /// The largest jump between neighbours: (d − v dt − 3 m/s dt) / max(σ, 2 m), with the larger
    /// reported speed v; and the same as a normalised innovation squared d² = rᵀS⁻¹r with two degrees
    /// of freedom, whose 99.9 % point is 13.8. The second carries no weight of its own.
    /// Fixes of up to 100 m count here, each with its own σ. Those of a receiver that is settling count
    /// as 40 m at least: recorded cold starts jump by up to 104 m, and a forger must not hide there.
    private var jump: [Likelihood] {
        let fixes = track.fixes.filter { $0.accuracy ?? 45 <= 100 }
        let trusted = Set(track.settled(accuracyMax: 100).map(\.time))
        guard fixes.count >= 2 else { return [] }
        var (worst, innovation) = (0.0, 0.0)
        for (from, to) in zip(fixes, fixes.dropFirst()) {
            let seconds = to.time - from.time
            let speed = max(from.speed ?? 0, to.speed ?? 0)
            let moved = LocalPlane(at: from).position(to).length
            let beyond = max(0, moved - min(max(speed, 0), 350) * seconds - 3 * seconds)
            let settled = trusted.contains(from.time) && trusted.contains(to.time)
            let floor = settled ? 2.0 : 40
            worst = max(worst, beyond / max(from.sigma, to.sigma, floor))
            let variance = from.sigma * from.sigma + to.sigma * to.sigma + floor * floor
            innovation = max(innovation, beyond * beyond / variance)
        }
        return [
            Likelihood(
                .jump, weight: min(max(worst - 3, -0.2), 6), measured: worst, threshold: 3),
            Likelihood(.innovation, weight: 0, measured: innovation, threshold: 13.8),
        ]
    }

    /// The reported speed against the displacement from fix to fix, median difference: 0.1…0.4 m/s on
    /// most recorded phones, 1.85 at the 99th percentile of drives.
    var speedNotTravelled: Likelihood? {
        guard let difference = speedDifference else { return nil }
        let weight = difference < 0.8 ? -0.2 : min(3, max(0, 1.2 * (difference - 1.5)))
        return Likelihood(
            .speedNotTravelled, weight: weight, measured: difference, threshold: 1.5)
    }

    /// The median of |reported − travelled| over neighbours at most 2.5 s apart; nil with fewer than
    /// four.
    var speedDifference: Double? {
        guard let statistics else { return nil }
        var differences: [Double] = []
        for index in settled.indices.dropFirst() {
            let (from, to) = (settled[index - 1], settled[index])
            let seconds = to.time - from.time
            guard seconds >= 0.5, seconds <= 2.5, let first = from.speed, let second = to.speed
            else { continue }
            let moved = (statistics.positions[index] - statistics.positions[index - 1]).length
            differences.append(abs(moved / seconds - (first + second) / 2))
        }
        guard differences.count >= 4 else { return nil }
        return differences.sorted()[differences.count / 2]
    }

    /// How far moving fixes stray from constant velocity, root mean square of second differences in
    /// metres. A receiver errs by centimetres at least; a simulated joystick does not.
    var ruledLine: Likelihood? {
        guard let statistics, statistics.speed > 0.5, let roughness else { return nil }
        return Likelihood(
            .ruledLine, weight: roughness < 0.01 ? 4 : roughness < 0.03 ? 1 : -0.1,
            measured: roughness, threshold: 0.01)
    }

    /// Root mean square deviation of every fix from the line through its neighbours, metres.
    var roughness: Double? {
        guard let statistics, settled.count >= 6 else { return nil }
        var sum = 0.0
        for index in 1..<settled.count - 1 {
            let (before, fix, after) = (settled[index - 1], settled[index], settled[index + 1])
            let part = (fix.time - before.time) / (after.time - before.time)
            let line =
                statistics.positions[index - 1]
                + (statistics.positions[index + 1] - statistics.positions[index - 1]) * part
            let off = statistics.positions[index] - line
            sum += (off * off).sum()
        }
        return (sum / Double(settled.count - 2)).squareRoot()
    }

    /// Coordinates typed in by hand: five decimals or fewer in every fix of the window.
    private var coarseDecimals: Likelihood? {
        let fixes = track.fixes
        guard fixes.count >= 2 else { return nil }
        let coarse = fixes.allSatisfy { Self.isCoarse($0.latitude) && Self.isCoarse($0.longitude) }
        return Likelihood(
            .coarseDecimals, weight: coarse ? 2 : 0, measured: coarse ? 5 : 6, threshold: 5)
    }

    private static func isCoarse(_ degrees: Double) -> Bool {
        abs(degrees * 1e5 - (degrees * 1e5).rounded()) < 1e-4
    }

    /// Constant accuracy and template values; decaying speeds and wandering accuracies speak for a
    /// receiver, for no simulator was seen to make them.
    private func templates(repeated: Double) -> [Likelihood] {
        let fixes = track.fixes
        guard fixes.count >= 5 else { return [] }
        let accuracies = Set(fixes.map { $0.accuracy ?? -1 })
        let decays = fixes.contains { $0.speed.map { $0 > 0 && $0 < 1e-4 } ?? false }
        let wanders = 2 * accuracies.count > fixes.count
        let constant = accuracies.count == 1 && repeated > 0.8
        let template = fixes.allSatisfy { fix in
            fix.speed == 0 && fix.heading ?? 0 == 0 && fix.altitude ?? 0 == 0
                && fix.accuracy.map { $0 == $0.rounded() } ?? true
        }
        let alive = decays || wanders
        return [
            Likelihood(
                .constantAccuracy, weight: alive ? -0.25 : constant ? 1 : 0,
                measured: Double(accuracies.count), threshold: 1),
            Likelihood(
                .templateFix, weight: alive ? -0.25 : template ? 1.5 : 0,
                measured: template ? 1 : 0, threshold: 1),
        ]
    }
}
