/// What kind of motion a phone feels.
public enum MotionClass: String, CaseIterable, Hashable, Sendable {
    /// Lies still, or stands in an idling vehicle.
    case still
    /// Carried by somebody walking.
    case walking
    /// A vehicle, or being handled.
    case other
}
