/// The checks, each in one of the six groups that fusion caps apart.
public enum CheckName: String, Codable, Sendable, CaseIterable {
    case geofence
    case wifi
    case surroundings
    case beacons
    case cells
    case network
    case mockLocation = "mock-location"
    case device
    case clock
    case apps
    case face
    case attestation
    case fixes
    case motion
    case sensors
    case replay
    case history

    /// The family of evidence that the check belongs to (SPOOFING model, section 2.8).
    public var group: EvidenceGroup {
        switch self {
        case .mockLocation, .device, .apps, .attestation, .clock: .platform
        case .geofence, .fixes: .fixes
        case .motion: .agreement
        case .sensors, .replay: .sensors
        case .wifi, .surroundings, .beacons, .cells, .network: .radio
        case .history, .face: .history
        }
    }
}
