import Timekeeping

/// What a group demands of its members' check-ins beside or in place of the organization.
public struct GroupDemands: Hashable, Sendable {
    /// The group.
    public let group: String
    /// The number of the group's version.
    public let version: Int64
    /// What is demanded in place of the organization's policy; nil for that policy.
    public let policy: Policy?
    /// Where its members work; empty for every place of the organization.
    public let geofences: Set<GeofenceID>

    /// Returns nil for a version that demands nothing of its own.
    init?(_ version: RuleHistory<WorkGroup>.Version, of group: String) {
        let rule = version.rule
        guard !version.isRetired, rule.policy != nil || !rule.geofences.isEmpty else {
            return nil
        }
        self.group = group
        self.version = Int64(version.number)
        policy = rule.policy
        geofences = Set(rule.geofences)
    }
}
