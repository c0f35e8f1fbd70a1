import Attendance

/// What is wrong with a geofence that was accepted once and no longer compiles.
///
/// The rest of its organization's rulebook stands without it.
public struct GeofenceFault: Hashable, Sendable, CustomStringConvertible {
    /// The geofence.
    public let geofence: GeofenceID
    /// What is wrong, for the log.
    public let reason: String

    /// Such as `geofence hq: the radius is 0`.
    public var description: String { "geofence \(geofence): \(reason)" }
}
