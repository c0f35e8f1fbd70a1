import Apps

/// An organization's own rules over the server's blocklist, as the store keeps them.
public struct BlocklistSource: Hashable, Sendable {
    /// The rules in force, those that switch others off included.
    public var rules: [BlocklistRule] = []
    /// How often the organization changed its rules; 0 before the first time.
    public var revision: Int64 = 0
    /// The ids of all rules that it ever had.
    public var everyID: Set<String> = []

    /// No rules of its own.
    public init() {}
}

/// Where compiled blocklists come from.
public protocol Blocklists: Sendable {
    /// The blocklist in force, and who matches by it.
    ///
    /// - Throws: ``StoreError`` when it cannot be read.
    func blocklist(
        of organization: OrganizationID
    ) async throws(StoreError) -> (blocklist: Blocklist, mode: Policy.AppRule.Mode)
}

/// Where earlier states of an organization's own rules are kept.
public protocol BlocklistHistory: Sendable {
    /// The rules as they were after so many changes.
    func blocklistRules(
        at revision: Int64, in organization: OrganizationID
    ) async throws(StoreError) -> [BlocklistRule]
}
