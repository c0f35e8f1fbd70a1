/// What a phone sent of its sensors and its position, on one time base.
public struct MotionEvidence: Sendable {
    /// Specific force with gravity, m/s².
    public var accelerometer: SensorTrack?
    /// Angular rate, rad/s, right-handed about the device axes.
    public var gyroscope: SensorTrack?
    /// The phone's own attitude.
    public var rotation: RotationTrack?
    /// The positions claimed.
    public var fixes: FixTrack

    /// Evidence of fixes alone until sensors are set.
    public init(fixes: FixTrack) {
        self.fixes = fixes
    }
}
