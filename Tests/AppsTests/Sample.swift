import Apps

enum Sample {
    static func rule(
        _ id: String, _ match: BlocklistRule.Match, _ value: String,
        severity: BlocklistRule.Severity = .block, action: BlocklistRule.Action? = nil
    ) throws -> BlocklistRule {
        try BlocklistRule(
            id: id, platform: .any, match: match, value: value, category: .virtualSpace,
            severity: severity, action: action)
    }

    static func blocklist(_ rules: [BlocklistRule], revision: Int64 = 1) throws -> Blocklist {
        Blocklist(defaults: .none, organization: rules, organizationRevision: revision)
    }

    static func hits(_ list: Blocklist, _ packages: [String]) throws -> [String] {
        list.match(try AppList(packages: packages)).rules.map(\.id)
    }

    static func defaults(_ lines: [String], revision: Int = 1) throws -> BlocklistDefaults {
        let text = (["# a remark", "revision\t\(revision)"] + lines).joined(separator: "\n")
        return try BlocklistDefaults(file: Array(text.utf8))
    }
}
