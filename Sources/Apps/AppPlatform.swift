/// The kind of phone that a rule is about.
public enum AppPlatform: String, Hashable, CaseIterable, Sendable {
    /// Android and its kin.
    case android
    /// iOS.
    case ios
    /// Every phone, or one that is not known.
    case any

    /// Whether a rule for this platform is to be asked about a phone of the other.
    public func concerns(_ phone: AppPlatform) -> Bool {
        self == .any || phone == .any || self == phone
    }
}
