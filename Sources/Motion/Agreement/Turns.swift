import Foundation

extension Agreement {
    /// Changes of course against the turns felt about the vertical.
    ///
    /// For fixes 1.8…2.6 s apart, faster than 2 m/s: c is the change of heading, y the turn felt, and
    /// r = c − y. Weight: ½ Σ ln p(c)/p(r) with
    /// p(c) = 0.65 Lap(c; 2s°) + 0.25 Lap(c; 20s°) + 0.1 Lap(c; 45°) and
    /// p(r) = 0.70 Lap(r; 2s°) + 0.27 Lap(r; 8s°) + 0.03/360°, at the most favourable of the lags that
    /// receivers have. Straight roads say nothing: both densities are alike at zero. A course is the
    /// less certain the slower it is, so that s = max(1, 6 m/s / v); one that a slow receiver only
    /// repeats is none, and while the phone is handled its turns are not those of the journey.
    var turnsNotFelt: Likelihood? {
        guard movement.motion.hasGyroscope, case let pairs = headingPairs, pairs.count >= 2
        else { return nil }
        var best: (sum: Double, worst: Double)?
        for lag in Self.lags {
            var (sum, worst, count) = (0.0, 0.0, 0)
            for pair in pairs {
                guard let from = turned(at: pair.from - lag), let to = turned(at: pair.to - lag),
                    !movement.isHandled(from: pair.from - lag, to: pair.to - lag)
                else { continue }
                let residual = Self.wrap(pair.change - (to - from))
                sum += pair.logAnyTurn - log(Self.feltTurn(residual, pair.spread))
                worst = max(worst, abs(residual))
                count += 1
            }
            // A lag that loses pairs at the window's ends is compared per pair.
            guard count > 0 else { continue }
            sum *= Double(pairs.count) / Double(count)
            if sum < best?.sum ?? .infinity { best = (sum, worst) }
        }
        return best.map { best in
            Likelihood(
                .turnsNotFelt, weight: min(max(best.sum / 2, -3), 3), measured: best.worst,
                threshold: 25)
        }
    }

    /// Seconds by which a fix may come after what it tells.
    static let lags = [1.8, 1.3, 0.8, 0.3, -0.2]

    private typealias HeadingPair = (
        from: Double, to: Double, change: Double, spread: Double, logAnyTurn: Double
    )

    /// Changes of heading over two seconds, degrees.
    private var headingPairs: [HeadingPair] {
        var pairs: [HeadingPair] = []
        var later = 0
        for (index, fix) in fixes.enumerated() {
            guard let speed = fix.speed, let heading = course(at: index) else { continue }
            later = max(later, index)
            while later < fixes.count, fixes[later].time - fix.time < 1.8 { later += 1 }
            guard later < fixes.count else { break }
            let next = fixes[later]
            guard next.time - fix.time <= 2.6, let after = next.speed,
                let course = course(at: later)
            else { continue }
            let change = Self.wrap(course - heading)
            let spread = max(1, 6 / min(speed, after))
            let logAnyTurn = log(Self.anyTurn(change, spread))
            pairs.append((fix.time, next.time, change, spread, logAnyTurn))
        }
        return pairs
    }

    /// The heading of a fix faster than 2 m/s. Receivers hold the last one below some 4 m/s: a heading
    /// equal to a neighbour's bit for bit is then no measurement.
    private func course(at index: Int) -> Double? {
        guard let speed = fixes[index].speed, speed > 2, let heading = fixes[index].heading
        else { return nil }
        guard speed < 4 else { return heading }
        let isHeld =
            index > 0 && fixes[index - 1].heading == heading
            || index + 1 < fixes.count && fixes[index + 1].heading == heading
        return isHeld ? nil : heading
    }

    private static func anyTurn(_ change: Double, _ spread: Double) -> Double {
        0.65 * laplace(change, 2 * spread) + 0.25 * laplace(change, 20 * spread)
            + 0.1 * laplace(change, 45)
    }

    private static func feltTurn(_ residual: Double, _ spread: Double) -> Double {
        0.70 * laplace(residual, 2 * spread) + 0.27 * laplace(residual, 8 * spread) + 0.03 / 360
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
