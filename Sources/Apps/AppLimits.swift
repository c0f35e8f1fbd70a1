/// Bounds of everything about apps that comes from outside.
public enum AppLimits {
    /// Apps in one list.
    public static let apps = 2_000
    /// UTF-8 bytes of a package or bundle id (Android and iOS both stop at 255).
    public static let appIDBytes = 255
    /// UTF-8 bytes of a display name.
    public static let labelBytes = 255
    /// UTF-8 bytes that a prefix rule has at least.
    public static let prefixBytes = 5
    /// UTF-8 bytes of a rule's id.
    public static let ruleIDBytes = 128
    /// Rules of one organization, its own only.
    public static let organizationRules = 5_000
    /// Rule ids that a phone may report.
    public static let reportedRules = 500
}
