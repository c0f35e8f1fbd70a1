import Foundation
import Motion

/// Sensors that were not measured now: replays of an earlier window, and invented ones.
enum SensorForgery {
    /// An earlier window's sensors on the victim's time.
    static func replay(
        _ attack: Attack, of donor: PhoneWindow, on victim: PhoneWindow,
        random: inout SeededRandom
    ) -> PhoneWindow? {
        guard let force = donor.evidence.accelerometer, let rate = donor.evidence.gyroscope
        else { return nil }
        var window = victim
        let shift = victim.span.lowerBound - donor.span.lowerBound
        var change = Change(shift: shift, noise: 0, scale: 1, turn: 0, speed: 1, skip: 0)
        switch attack {
        case .replayShifted: change.skip = random.uniform(0.2...0.45)
        case .replayNoise: change.noise = 1
        case .replayScaled: (change.noise, change.scale) = (1, 1.05)
        case .replayRotated: (change.noise, change.turn) = (1, .pi / 6)
        case .replayWarped: (change.noise, change.speed) = (1, 1.02)
        default: break
        }
        window.evidence.accelerometer = change.apply(to: force, noise: 0.05, &random)
        window.evidence.gyroscope = change.apply(to: rate, noise: 0.005, &random)
        window.evidence.rotation = nil
        return window
    }

    private struct Change {
        var shift: Double
        var noise: Double
        var scale: Double
        var turn: Double
        var speed: Double
        /// The share of the samples that is left out at the start.
        var skip: Double

        func apply(
            to track: SensorTrack, noise size: Double, _ random: inout SeededRandom
        ) -> SensorTrack? {
            let first = Int(skip * Double(track.count))
            let start = track.times.first ?? 0
            var (times, x, y, z): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
            for k in first..<track.count {
                times.append(start + (track.times[k] - track.times[first]) / speed + shift)
                let (c, s) = (cos(turn), sin(turn))
                let value = SIMD3(
                    track.x[k], c * track.y[k] - s * track.z[k], s * track.y[k] + c * track.z[k])
                let fresh =
                    noise == 0
                    ? SIMD3<Double>()
                    : SIMD3(random.gaussian(), random.gaussian(), random.gaussian())
                        * (noise * size)
                x.append(value.x * scale + fresh.x)
                y.append(value.y * scale + fresh.y)
                z.append(value.z * scale + fresh.z)
            }
            return SensorTrack(seconds: times, x: x, y: y, z: z)
        }
    }

    /// Invented sensors on the victim's times.
    static func synthesise(
        _ attack: Attack, on victim: PhoneWindow, random: inout SeededRandom
    ) -> PhoneWindow? {
        guard let force = victim.evidence.accelerometer else { return nil }
        var window = victim
        let frequency = random.uniform(1.5...2.2)
        func column(_ level: Double, _ size: Double) -> [Double] {
            force.times.map { time in
                switch attack {
                case .gaussianSensors: level + size * random.gaussian()
                case .sinusoidSensors: level + size * sin(2 * .pi * frequency * time)
                default: level
                }
            }
        }
        window.evidence.accelerometer = SensorTrack(
            seconds: force.times, x: column(0.1, 0.5), y: column(0.2, 0.5), z: column(9.8, 1.5))
        window.evidence.gyroscope = SensorTrack(
            seconds: force.times, x: column(0, 0.1), y: column(0, 0.1), z: column(0, 0.1))
        window.evidence.rotation = nil
        return window
    }
}
