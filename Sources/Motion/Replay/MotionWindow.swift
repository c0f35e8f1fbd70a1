/// A window as it is kept for comparison: 25 Hz, 16 bits a value, six columns.
///
/// Acceleration in steps of 1/400 m/s² (±81 m/s²), angular rate in steps of 1/1000 rad/s (±32 rad/s).
/// Fifteen seconds are 4.5 KB. Keep it sealed: it is how a person walks.
public struct MotionWindow: Equatable, Sendable {
    /// Samples per second.
    public static let rate = 25.0
    /// The longest window: 60 s.
    public static let countMax = 1_500
    static let accelerationSteps: Float = 400
    static let rateSteps: Float = 1_000

    /// Six columns one after the other: acceleration x, y, z, angular rate x, y, z.
    public let samples: [Int16]

    /// Takes columns back from storage; nil unless they are six of equal, bounded length.
    public init?(samples: [Int16]) {
        guard !samples.isEmpty, samples.count.isMultiple(of: 6),
            samples.count <= 6 * Self.countMax
        else { return nil }
        self.samples = samples
    }

    /// Means of pairs of samples; nil for a window that is not at 50 Hz or has fewer than two samples.
    public init?(_ motion: UniformMotion) {
        let count = motion.count / 2
        guard count > 0, motion.rate == UniformMotion.standardRate else { return nil }
        var samples = [Int16](repeating: 0, count: 6 * count)
        for axis in 0..<6 {
            let steps = Double(axis < 3 ? Self.accelerationSteps : Self.rateSteps) / 2
            for k in 0..<count {
                let first = axis * motion.count + 2 * k
                let value = (motion.columns[first] + motion.columns[first + 1]) * steps
                samples[axis * count + k] = Int16(min(max(value.rounded(), -32_767), 32_767))
            }
        }
        self.samples = samples
    }

    /// The same motion faster or slower, by linear interpolation; nil for speeds outside of 0.5…2.
    func played(at speed: Double) -> MotionWindow? {
        guard speed >= 0.5, speed <= 2, count > 1 else { return nil }
        let length = min(Self.countMax, max(1, Int(Double(count - 1) / speed)))
        var played = [Int16](repeating: 0, count: 6 * length)
        for k in 0..<length {
            let place = Double(k) * speed
            let before = min(Int(place), count - 2)
            let part = Float(place - Double(before))
            for axis in 0..<6 {
                let (from, to) = (
                    samples[axis * count + before], samples[axis * count + before + 1]
                )
                let value = Float(from) + (Float(to) - Float(from)) * part
                played[axis * length + k] = Int16(max(-32_767, min(32_767, value.rounded())))
            }
        }
        return MotionWindow(samples: played)
    }

    /// Samples in a column.
    public var count: Int { samples.count / 6 }
}
