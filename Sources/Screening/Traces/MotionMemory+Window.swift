import Attendance
import Motion
import Timekeeping

extension MotionMemory {
    /// Seconds that are kept, the last ones; longer ones are not searched either.
    static let seconds = 20.0

    /// What is kept of a movement; nil for a still phone or one without a gyroscope, whose motion
    /// resembles nothing.
    init?(_ movement: Movement, of checkIn: CheckIn) {
        let motion = movement.motion
        guard movement.motionClass != .still, motion.hasGyroscope,
            motion.duration > ReplaySearch.overlapMin, let window = MotionWindow(motion),
            let end = Int64(exactly: ((motion.start + motion.duration) * 1_000).rounded())
        else { return nil }
        let kept = min(window.count, Int(Self.seconds * MotionWindow.rate))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(12 * kept)
        for axis in 0..<6 {
            for k in (window.count - kept)..<window.count {
                let value = UInt16(bitPattern: window.samples[axis * window.count + k])
                bytes.append(UInt8(truncatingIfNeeded: value))
                bytes.append(UInt8(truncatingIfNeeded: value >> 8))
            }
        }
        self.init(bytes: bytes, endedAt: checkIn.occurredAt.advanced(byMilliseconds: end))
    }

    /// The motion as the search takes it; nil for bytes of another form.
    var window: MotionWindow? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        return MotionWindow(
            samples: stride(from: 0, to: bytes.count, by: 2).map {
                Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
            })
    }
}
