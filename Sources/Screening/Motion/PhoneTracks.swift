import Motion

/// A position as the tests of motion take it; `Fix` alone is Geometry's and Attendance's name too.
typealias PhoneFix = Fix

extension MotionEvidence {
    /// What a phone sent, on one time base; nil when there is nothing that a test could measure.
    init?(fixes: [PhoneFix], sensors: PhoneSensors) {
        guard fixes.count > 1 || !sensors.isEmpty else { return nil }
        self.init(fixes: FixTrack(fixes))
        accelerometer = sensors.accelerometer
        gyroscope = sensors.gyroscope
        rotation = sensors.rotation
    }
}

/// The sensors' columns as the tests of motion take them; those that they refuse are left out.
struct PhoneSensors {
    /// Specific force, m/s².
    var accelerometer: SensorTrack?
    /// Angular rate, rad/s.
    var gyroscope: SensorTrack?
    /// The phone's own attitude.
    var rotation: RotationTrack?

    /// Whether no sensor can be read.
    var isEmpty: Bool { accelerometer == nil && gyroscope == nil && rotation == nil }
}
