/// What can be wrong with a check-in, in words that machines read; a code never changes its meaning.
public enum RiskCode: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case cheatApp = "cheat-app"
    case suspiciousApp = "suspicious-app"
    case staleBlocklist = "stale-blocklist"
    case sharedDevice = "shared-device"
    case foreignDevice = "foreign-device"
    case newDevice = "new-device"
    case tooManyDevices = "too-many-devices"
    case carriedTogether = "carried-together"
    case identicalCoordinates = "identical-coordinates"
    case mockLocation = "mock-location"
    case teleport
    case impossibleTravel = "impossible-travel"
    case motionMismatch = "motion-mismatch"
    case frozenFix = "frozen-fix"
    case templateFix = "template-fix"
    case syntheticSensors = "synthetic-sensors"
    case replayedSensors = "replayed-sensors"
    case replayedFace = "replayed-face"
    case faceMismatch = "face-mismatch"
    case faceNotLive = "face-not-live"
    case faceNotEnrolled = "face-not-enrolled"
    case wifiMismatch = "wifi-mismatch"
    case replayedWiFi = "replayed-wifi"
    case networkMismatch = "network-mismatch"
    case emulator
    case rooted
    case developerOptions = "developer-options"
    case clockSkew = "clock-skew"
    case attestationFailed = "attestation-failed"

    /// What follows where a policy does not name the code.
    public var defaultAction: Policy.Action {
        switch self {
        case .mockLocation, .cheatApp, .faceMismatch, .replayedSensors, .replayedFace,
            .faceNotLive, .attestationFailed:
            .reject
        case .sharedDevice, .motionMismatch, .foreignDevice, .emulator, .impossibleTravel,
            .identicalCoordinates, .carriedTogether, .wifiMismatch, .replayedWiFi,
            .networkMismatch:
            .flag
        default:
            .ignore
        }
    }
}
