/// A family of evidence whose likelihood ratios correlate, so that their sum is capped.
public enum EvidenceGroup: String, Codable, Sendable, CaseIterable {
    /// A: the platform and what it says of itself.
    case platform
    /// B: the fixes alone.
    case fixes
    /// C: the fixes against the motion sensors.
    case agreement
    /// D: the motion sensors alone.
    case sensors
    /// E: radio signals against the place.
    case radio
    /// F: the member's and device's history.
    case history

    /// The bounds of the group's summed likelihood ratios.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .platform: -3...7
        case .fixes: -1...6
        case .agreement: -3...5
        case .sensors: -1...7
        case .radio: -4...5
        case .history: -1...6
        }
    }
}
