/// What the blocklist says of one phone.
public struct BlocklistVerdict: Hashable, Sendable {
    /// The revision that judged.
    public let revision: Int64
    /// Whether the phone judged by an outdated revision: unverified, not an accusation.
    public let isStale: Bool
    /// The rules in force that hit, ordered by id.
    public let rules: [BlocklistRule]

    /// A verdict as its parts say.
    public init(revision: Int64, isStale: Bool, rules: [BlocklistRule]) {
        self.revision = revision
        self.isStale = isStale
        self.rules = rules
    }

    /// The harshest action of all hits, given the policy's action for cheat software; nil
    /// without hits. `review` rules alone never lead beyond a flag.
    public func action(policyAction: BlocklistRule.Action) -> BlocklistRule.Action? {
        rules.map { $0.action(policyAction: policyAction) }.max()
    }
}
