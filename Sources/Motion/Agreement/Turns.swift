import Foundation

extension Agreement {
    /// Changes of course against the turns felt about the vertical.
    ///
    /// For fixes 1.8…2.6 s apart, faster than 1.5 m/s: c is the change of heading, y the turn felt 0.3 s
    /// earlier, r = c − y. Weight: Σ ln[(¾Lap(c; 4°) + ¼Lap(c; 25°)) / (0.92 Lap(r; 6°) + 0.08/360°)] / 1.5.
    /// Straight roads say nothing.
    var turnsNotFelt: Likelihood? {
        guard movement.motion.hasGyroscope else { return nil }
        var (sum, worst, pairs) = (0.0, 0.0, 0)
        var later = 0
        for (index, fix) in fixes.enumerated() {
            guard let speed = fix.speed, speed > 1.5, let heading = fix.heading else { continue }
            later = max(later, index)
            while later < fixes.count, fixes[later].time - fix.time < 1.8 { later += 1 }
            guard later < fixes.count else { break }
            let next = fixes[later]
            guard next.time - fix.time <= 2.6, let speed = next.speed, speed > 1.5,
                let course = next.heading, let from = turned(at: fix.time - 0.3),
                let to = turned(at: next.time - 0.3)
            else { continue }
            let change = Self.wrap(course - heading)
            let residual = Self.wrap(change - (to - from))
            sum += log(
                (0.75 * Self.laplace(change, 4) + 0.25 * Self.laplace(change, 25))
                    / (0.92 * Self.laplace(residual, 6) + 0.08 / 360))
            worst = max(worst, abs(residual))
            pairs += 1
        }
        guard pairs > 0 else { return nil }
        return Likelihood(
            .turnsNotFelt, weight: min(max(sum / 1.5, -3), 4), measured: worst, threshold: 25)
    }

    /// Degrees turned since the window's start at a time, or nil outside of the window.
    func turned(at time: Double) -> Double? {
        let position = (time - movement.motion.start) * movement.motion.rate
        guard position >= 0, position <= Double(movement.motion.count - 1),
            let index = Int(exactly: position.rounded(.down))
        else { return nil }
        let next = min(index + 1, movement.motion.count - 1)
        let turned = movement.attitude.turned
        return turned[index] + (turned[next] - turned[index]) * (position - Double(index))
    }

    static func wrap(_ degrees: Double) -> Double {
        let turn = degrees.truncatingRemainder(dividingBy: 360)
        return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
    }

    private static func laplace(_ degrees: Double, _ scale: Double) -> Double {
        exp(-abs(degrees) / scale) / (2 * scale)
    }
}
