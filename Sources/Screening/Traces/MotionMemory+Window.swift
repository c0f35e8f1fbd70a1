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
        let (all, first) = (window.count, window.count - kept)
        let bytes = [UInt8](unsafeUninitializedCapacity: 12 * kept) { buffer, filled in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for axis in 0..<6 {
                for k in 0..<kept {
                    raw.storeBytes(
                        of: window.samples[axis * all + first + k].littleEndian,
                        toByteOffset: 2 * (axis * kept + k), as: Int16.self)
                }
            }
            filled = 12 * kept
        }
        self.init(bytes: bytes, endedAt: checkIn.occurredAt.advanced(byMilliseconds: end))
    }

    /// The motion as the search takes it; nil for bytes of another form.
    var window: MotionWindow? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let count = bytes.count / 2
        return MotionWindow(
            samples: [Int16](unsafeUninitializedCapacity: count) { buffer, filled in
                bytes.withUnsafeBytes { raw in
                    for k in 0..<count {
                        let value = raw.loadUnaligned(fromByteOffset: 2 * k, as: Int16.self)
                        buffer[k] = Int16(littleEndian: value)
                    }
                }
                filled = count
            })
    }
}
