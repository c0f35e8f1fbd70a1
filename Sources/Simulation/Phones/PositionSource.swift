import Foundation
import Motion

/// Makes fixes along a path in metres: a receiver with its error, or a program without.
struct PositionSource {
    /// Degrees north and east of the path's origin.
    var origin: (latitude: Double, longitude: Double)
    /// The 68 % radius that is claimed, metres; each fix wanders 10 % about it.
    var accuracy = 8.0
    /// Standard deviation per axis of the real error, metres; 0 for a program.
    var sigma = 3.0
    /// Whether fixes repeat bit for bit while the path stands still, as fused positions do.
    var holdsStill = true

    /// Fixes at given times; the path gives east and north in metres and their velocity.
    func fixes(
        at times: [Double], random: inout SeededRandom,
        path: (Double) -> (position: SIMD2<Double>, velocity: SIMD2<Double>)
    ) -> [Fix] {
        guard let first = times.first else { return [] }
        var error = PositionError(sigma: sigma, at: first, random: &random)
        var fixes: [Fix] = []
        for time in times {
            let (position, velocity) = path(time)
            let off = error.next(at: time, random: &random)
            let speed = (velocity * velocity).sum().squareRoot()
            let claimed = accuracy * (sigma > 0 ? random.uniform(0.9...1.1) : 1)
            if holdsStill, sigma > 0, speed == 0, let last = fixes.last {
                var held = Fix(
                    time: time, latitude: last.latitude, longitude: last.longitude,
                    accuracy: claimed)
                held?.speed = (last.speed ?? 0) * 0.5
                held?.heading = 0
                held?.altitude = last.altitude
                if let held { fixes.append(held) }
                continue
            }
            if let fix = fix(time, (position + off, velocity), claimed, &random) {
                fixes.append(fix)
            }
        }
        return fixes
    }

    private func fix(
        _ time: Double, _ state: (position: SIMD2<Double>, velocity: SIMD2<Double>),
        _ claimed: Double, _ random: inout SeededRandom
    ) -> Fix? {
        let (position, velocity) = state
        let degree = 6_371_000.0 * .pi / 180
        let latitude = origin.latitude + position.y / degree
        let longitude =
            origin.longitude + position.x / (degree * cos(origin.latitude * .pi / 180))
        // Seven decimals, as phones report.
        var fix = Fix(
            time: time, latitude: (latitude * 1e7).rounded() / 1e7,
            longitude: (longitude * 1e7).rounded() / 1e7, accuracy: claimed)
        let noise = sigma > 0 ? random.gaussian() * 0.1 : 0
        let speed = max(0, (velocity * velocity).sum().squareRoot() + noise)
        fix?.speed = speed
        let course = atan2(velocity.x, velocity.y) * 180 / .pi
        let turned = course + (sigma > 0 ? random.gaussian() * 3 / max(0.5, speed) : 0)
        fix?.heading = speed > 0 ? (turned + 360).truncatingRemainder(dividingBy: 360) : 0
        fix?.altitude = 20 + (sigma > 0 ? (random.gaussian() * 10).rounded() / 10 : 0)
        return fix
    }
}
