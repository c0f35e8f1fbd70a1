import Foundation

/// Where a person goes in one window: speed, heading and position at 100 Hz.
public struct Journey: Sendable {
    static let rate = 100.0

    /// Metres per second.
    let speed: [Double]
    /// Degrees clockwise from north, not wrapped.
    let heading: [Double]
    /// East and north of the start, metres.
    let position: [SIMD2<Double>]

    /// Makes a journey of one kind.
    public init(_ activity: Activity, seconds: Double, random: inout SeededRandom) {
        let count = max(2, Int(min(seconds, 600) * Self.rate) + 2)
        var (speed, heading): ([Double], [Double]) = ([], [])
        switch activity {
        case .walking:
            heading = Self.turns(count, (every: 8, size: 60, lasting: 1.5), random: &random)
            let pace = random.uniform(1.0...1.5)
            speed = [Double](repeating: pace, count: count)
        case .driving:
            heading = Self.turns(count, (every: 14, size: 75, lasting: 5), random: &random)
            speed = Self.traffic(count, random: &random)
        default:
            heading = [Double](repeating: random.uniform(0...360), count: count)
            speed = [Double](repeating: 0, count: count)
        }
        var place = SIMD2<Double>()
        position = (0..<count).map { k in
            defer {
                let angle = heading[k] * .pi / 180
                place += SIMD2(sin(angle), cos(angle)) * (speed[k] / Self.rate)
            }
            return place
        }
        self.speed = speed
        self.heading = heading
    }

    /// Position and velocity at a time since the start.
    func state(at time: Double) -> (position: SIMD2<Double>, velocity: SIMD2<Double>) {
        let index = min(position.count - 1, max(0, Int(min(max(time, 0), 600) * Self.rate)))
        let angle = heading[index] * .pi / 180
        return (position[index], SIMD2(sin(angle), cos(angle)) * speed[index])
    }

    /// Speed and heading turned by a smooth ramp now and then.
    private static func turns(
        _ count: Int, _ habit: (every: Double, size: Double, lasting: Double),
        random: inout SeededRandom
    ) -> [Double] {
        var heading: [Double] = []
        heading.reserveCapacity(count)
        var current = random.uniform(0...360)
        while heading.count < count {
            let straight = Int(-log(1 - random.uniform()) * habit.every * rate)
            for _ in 0..<min(straight, count) { heading.append(current) }
            let turn = random.gaussian() * habit.size
            let steps = Int(habit.lasting * rate)
            for k in 0..<steps {
                heading.append(current + turn * 0.5 * (1 - cos(.pi * Double(k) / Double(steps))))
            }
            current += turn
        }
        return Array(heading.prefix(count))
    }

    /// Speeds of town traffic: targets of 0…16 m/s, approached with 0.6…2 m/s².
    private static func traffic(_ count: Int, random: inout SeededRandom) -> [Double] {
        var speed: [Double] = []
        speed.reserveCapacity(count)
        var current = random.uniform(4...16)
        while speed.count < count {
            let target = random.uniform() < 0.15 ? 0 : random.uniform(5...16)
            let push = random.uniform(0.6...2) * (target < current ? -1 : 1)
            let seconds = abs(target - current) / abs(push) + random.uniform(1...8)
            for _ in 0..<Int(seconds * rate) {
                if abs(target - current) > abs(push) / rate { current += push / rate }
                speed.append(max(0, current))
            }
        }
        // A second of smoothing: no car jerks.
        var smooth = speed[0]
        return speed.prefix(count).map { value in
            smooth += (value - smooth) / (0.6 * rate)
            return smooth
        }
    }
}
