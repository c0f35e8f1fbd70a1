import Foundation
import Motion

/// One recording of a real phone, cut into windows.
///
/// Reads `<id>.imu.csv`, `<id>.gnss.csv` and `<id>.meta.json` as described in the recordings' own
/// PROVENANCE.md: seconds, m/s² with gravity, rad/s, degrees, metres.
public struct RecordedPhone: Sendable {
    /// How far a recording is real.
    public enum Origin: String, Sendable {
        /// Sensors and fixes of one phone at one time.
        case recorded
        /// Real sensors; fixes made along surveyed positions with a receiver's error.
        case surveyed
        /// Real fixes and real one-second means of the sensors; vibration and noise are generated.
        case refined
    }

    /// The file's name without its ending.
    public let id: String
    /// The phone's model.
    public let device: String
    /// How far it is real.
    public let origin: Origin
    let sensors: SensorColumns
    let fixes: [Fix]

    /// Cuts windows of a length, one every `stride` seconds, that hold at least four fixes.
    public func windows(seconds: Double, every stride: Double) -> [PhoneWindow] {
        guard let first = sensors.times.first, let last = sensors.times.last else { return [] }
        var windows: [PhoneWindow] = []
        var start = first
        while start + seconds <= last + 0.05 {
            if let window = window(from: start, seconds: seconds) { windows.append(window) }
            start += stride
        }
        return windows
    }

    private func window(from start: Double, seconds: Double) -> PhoneWindow? {
        let inside = fixes.filter { $0.time >= start && $0.time < start + seconds }
        guard inside.count >= 4 else { return nil }
        if origin == .refined, !isDriving(around: start + seconds / 2) { return nil }
        var evidence = MotionEvidence(fixes: FixTrack(inside))
        evidence.accelerometer = sensors.track(.acceleration, from: start, to: start + seconds)
        evidence.gyroscope = sensors.track(.rate, from: start, to: start + seconds)
        evidence.rotation = sensors.rotation(from: start, to: start + seconds)
        guard let accelerometer = evidence.accelerometer, accelerometer.count >= 50,
            let motion = UniformMotion(
                accelerometer: accelerometer, gyroscope: evidence.gyroscope)
        else { return nil }
        let movement = Movement(of: motion)
        let activity: Activity =
            switch movement.motionClass {
            case .still: origin == .refined ? .idling : .table
            case .walking: .walking
            case .other: origin == .refined ? .driving : .handling
            }
        return PhoneWindow(source: id, device: device, activity: activity, evidence: evidence)
    }

    /// Whether the minute about a time belongs to a drive: one-second means say nothing of walks.
    private func isDriving(around time: Double) -> Bool {
        fixes.contains { abs($0.time - time) < 60 && $0.speed ?? 0 > 6 }
    }
}
