import Motion

/// The families of evidence that an evaluation weighs, each sum inside bounds of its own.
public enum Family: String, CaseIterable, Codable, Sendable {
    /// B: the fixes alone.
    case fixes
    /// C: the sensors against the fixes.
    case agreement
    /// D: the sensors alone, replays included.
    case sensors
    /// E: the access points heard.
    case radio

    /// Those that need no Wi-Fi.
    public static let carried: Set<Family> = [.fixes, .agreement, .sensors]

    /// The family of a group of motion tests.
    init(_ group: LikelihoodGroup) {
        self =
            switch group {
            case .fixes: .fixes
            case .agreement: .agreement
            case .sensors: .sensors
            }
    }
}
