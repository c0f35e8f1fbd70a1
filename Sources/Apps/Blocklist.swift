/// The rules of one organization at one revision, compiled to be matched fast.
///
/// Ids are compared whole, byte for byte; nothing is guessed from a likeness.
public struct Blocklist: Sendable {
    /// Grows with every change of the default list or of the organization's own rules.
    public let revision: Int64

    /// The rules in force, ordered by id.
    public let rules: [BlocklistRule]

    /// Every rule id that any revision has had: what a phone with an older list may report.
    private let knownIDs: Set<String>
    private let places: [String: Int]
    private let packages: ByteTable
    private let labels: ByteTable
    private let signers: ByteTable
    private let prefixes: PrefixTable
    private let groups: [[Int]]

    /// Compiles the default list and an organization's own rules over it.
    ///
    /// A rule of the organization replaces the default rule of the same id. With `action: ignore`
    /// it switches off that one and every rule of the same kind and value.
    ///
    /// - Parameters:
    ///   - defaults: The server's list.
    ///   - organization: At most `AppLimits.organizationRules`; of equal ids the last counts.
    ///   - organizationRevision: How often the organization changed its rules; 0 without any.
    ///   - retiredIDs: Ids that the organization once had.
    public init(
        defaults: BlocklistDefaults, organization: [BlocklistRule] = [],
        organizationRevision: Int64 = 0, retiredIDs: Set<String> = []
    ) {
        var byID: [String: BlocklistRule] = [:]
        for rule in defaults.rules { byID[rule.id] = rule }
        for rule in organization.prefix(AppLimits.organizationRules) { byID[rule.id] = rule }
        let off = Set(byID.values.filter { $0.action == .ignore }.map(RuleTarget.init))
        let rules = byID.values.filter { !off.contains(RuleTarget($0)) }.sorted { $0.id < $1.id }
        self.init(
            rules: rules, revision: defaults.revision &+ max(0, organizationRevision),
            knownIDs: defaults.everyID.union(byID.keys).union(retiredIDs))
    }

    private init(rules: [BlocklistRule], revision: Int64, knownIDs: Set<String>) {
        self.rules = rules
        self.revision = revision
        self.knownIDs = knownIDs
        places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
        var groups: [[Int]] = []
        func table(_ match: BlocklistRule.Match) -> [(key: String, value: Int)] {
            let sorted = rules.indices.filter { rules[$0].match == match }
            return Dictionary(grouping: sorted) { Bytes(rules[$0].value) }.map { key, members in
                groups.append(members)
                return (key.text, groups.count - 1)
            }
        }
        packages = ByteTable(table(.package))
        labels = ByteTable(table(.label))
        signers = ByteTable(table(.signer))
        prefixes = PrefixTable(table(.prefix))
        self.groups = groups
    }

    /// Judges a list in memory. Nothing of the list is in the answer but the rules it hit.
    ///
    /// - Complexity: linear in the list; about 20 ns an id.
    public func match(_ list: AppList) -> BlocklistVerdict {
        var hits: Set<Int> = []
        for id in list.packages {
            id.withBytes { bytes in
                if let group = packages.value(for: bytes) { hits.insert(group) }
                prefixes.forEachPrefix(of: bytes) { hits.insert($0) }
            }
        }
        for label in list.labels {
            label.trimmed.withBytes { if let group = labels.value(for: $0) { hits.insert(group) } }
        }
        for signer in list.signers {
            SignerDigest.normal(signer)?.withBytes {
                if let group = signers.value(for: $0) { hits.insert(group) }
            }
        }
        let found = Set(hits.flatMap { groups[$0] })
            .filter { rules[$0].platform.concerns(list.platform) }
        return verdict(found, isStale: false)
    }

    /// Takes the verdict that a phone reached by its own copy of the list.
    ///
    /// Rules that are switched off or gone since are left out of the answer.
    ///
    /// - Throws: `unknownRule`, `unknownRevision` or `tooMany`: the report is malformed.
    public func judge(
        reported ids: [String], revision: Int64
    ) throws(AppListError) -> BlocklistVerdict {
        guard ids.count <= AppLimits.reportedRules else {
            throw .tooMany(got: ids.count, maximum: AppLimits.reportedRules)
        }
        guard revision > 0, revision <= self.revision else { throw .unknownRevision(revision) }
        var found: Set<Int> = []
        for (index, id) in ids.enumerated() {
            guard knownIDs.contains(id) else { throw .unknownRule(index: index) }
            if let place = places[id] { found.insert(place) }
        }
        return verdict(found, isStale: revision < self.revision)
    }

    private func verdict(_ found: Set<Int>, isStale: Bool) -> BlocklistVerdict {
        BlocklistVerdict(
            revision: revision, isStale: isStale, rules: found.sorted().map { rules[$0] })
    }
}
