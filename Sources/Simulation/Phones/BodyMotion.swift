import Foundation

/// What a phone feels beyond the journey: gait, tremor, vibration, turning in the hand.
struct BodyMotion: Sendable {
    /// Whole steps in the window; nil where nobody walks.
    let steps: Int?
    private let activity: Activity
    private let stepRate: Double
    private let phase: Double
    private let bounce: (first: Double, second: Double, third: Double)
    private let tilt: (pitch: Double, roll: Double)
    private let wobble: [(frequency: Double, size: Double, phase: Double)]
    private let shake: [Tone]

    private struct Tone: Sendable {
        let frequency: Double
        let phase: Double
        let size: SIMD3<Double>
    }

    init(_ activity: Activity, seconds: Double, random: inout SeededRandom) {
        self.activity = activity
        stepRate = random.uniform(1.6...2.05)
        phase = random.uniform(0...1)
        bounce = (random.uniform(1.6...3), random.uniform(0.3...1), random.uniform(0.1...0.5))
        steps = activity == .walking ? Int(stepRate * seconds + phase) : nil
        let flat = activity == .table
        tilt =
            flat
            ? (random.gaussian() * 0.01, random.gaussian() * 0.01)
            : (random.uniform(0.1...0.9), random.gaussian() * 0.15)
        wobble = Self.wobbles(activity, stepRate: stepRate, random: &random)
        shake = Self.shakes(activity, random: &random)
    }

    /// Pitch, roll and additional heading in radians.
    func lean(at time: Double) -> SIMD3<Double> {
        var sum = SIMD3(tilt.pitch, tilt.roll, 0)
        for (index, tone) in wobble.enumerated() {
            sum[index % 3] += tone.size * sin(2 * .pi * tone.frequency * time + tone.phase)
        }
        return sum
    }

    /// East, north, up acceleration in m/s² that the body adds; `ahead` is the heading in radians.
    func acceleration(at time: Double, ahead: Double) -> SIMD3<Double> {
        var sum = SIMD3<Double>()
        if activity == .walking {
            // A step is complete when the first overtone peaks; sway takes two steps.
            // No two steps are alike: rhythm and vigour wander.
            let wander = 0.07 * sin(1.3 * time + 6 * phase) + 0.05 * sin(2.9 * time + 9 * phase)
            let vigour = 1 + 0.15 * sin(0.9 * time + 5 * phase) + 0.1 * sin(4.1 * time)
            let turn = 2 * .pi * (stepRate * time + phase + wander)
            let up =
                vigour * bounce.first * -cos(turn) + bounce.second * cos(2 * turn + 0.6)
                + bounce.third * cos(3 * turn + 1.1)
            let forward = 0.4 * bounce.first * sin(turn + 0.3)
            let aside = 0.25 * bounce.first * sin(turn / 2)
            sum += SIMD3(
                forward * sin(ahead) + aside * cos(ahead),
                forward * cos(ahead) - aside * sin(ahead), up)
        }
        for tone in shake { sum += tone.size * sin(2 * .pi * tone.frequency * time + tone.phase) }
        return sum
    }

    private static func wobbles(
        _ activity: Activity, stepRate: Double, random: inout SeededRandom
    ) -> [(frequency: Double, size: Double, phase: Double)] {
        func tones(_ count: Int, _ band: ClosedRange<Double>, _ size: Double)
            -> [(frequency: Double, size: Double, phase: Double)]
        {
            (0..<count).map { _ in
                (random.uniform(band), size * random.uniform(0.5...1.5), random.uniform(0...6.28))
            }
        }
        return switch activity {
        case .table: []
        case .idling: tones(3, 1...5, 0.000_4)
        case .driving: tones(6, 0.5...6, 0.003) + tones(3, 0.05...0.2, 0.02)
        case .held: tones(6, 0.2...2, 0.012) + tones(3, 8...10, 0.000_8)
        case .walking: tones(3, stepRate...stepRate + 0.01, 0.025) + tones(6, 0.1...0.9, 0.03)
        case .handling: tones(9, 0.1...1.2, 0.35)
        }
    }

    private static func shakes(_ activity: Activity, random: inout SeededRandom) -> [Tone] {
        let (count, size): (Int, Double) =
            switch activity {
            case .table: (0, 0)
            case .idling: (6, 0.02)
            case .driving: (24, 0.12)
            case .held: (8, 0.04)
            case .walking: (16, 0.25)
            case .handling: (12, 0.25)
            }
        let level = size * random.uniform(0.6...1.6)
        return (0..<count).map { _ in
            Tone(
                frequency: random.uniform(1...20), phase: random.uniform(0...6.28),
                size: SIMD3(random.gaussian() * 0.5, random.gaussian() * 0.5, random.gaussian())
                    * level)
        }
    }
}
