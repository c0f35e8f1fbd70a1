import Apps

extension BlocklistRule: Document {
    /// Kept as blocklist rules, under their own ids.
    public static var kind: DocumentKind { .blocklistRule }

    /// Reads a rule, refusing what its own initialiser refuses.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        try self.init(
            id: try container.decode(String.self, forKey: .id),
            platform: try container.decode(AppPlatform.self, forKey: .platform),
            match: try container.decode(Match.self, forKey: .match),
            value: try container.decode(String.self, forKey: .value),
            category: try container.decode(Category.self, forKey: .category),
            severity: try container.decode(Severity.self, forKey: .severity),
            action: try container.decodeIfPresent(Action.self, forKey: .action))
    }

    /// Writes the rule as it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(id, forKey: .id)
        try container.encode(platform, forKey: .platform)
        try container.encode(match, forKey: .match)
        try container.encode(value, forKey: .value)
        try container.encode(category, forKey: .category)
        try container.encode(severity, forKey: .severity)
        try container.encodeIfPresent(action, forKey: .action)
    }

    private enum Member: String, CodingKey {
        case id, platform, match, value, category, severity, action
    }
}

extension AppPlatform: Codable {}
extension BlocklistRule.Match: Codable {}
extension BlocklistRule.Category: Codable {}
extension BlocklistRule.Severity: Codable {}
extension BlocklistRule.Action: Codable {}

extension BlocklistRule.Action {
    /// The action of a policy, as a rule names it.
    public init(_ action: Policy.Action) {
        switch action {
        case .ignore: self = .ignore
        case .flag: self = .flag
        case .challenge: self = .challenge
        case .reject: self = .reject
        }
    }
}

extension Policy.Action {
    /// The action of a rule, as a policy names it.
    public init(_ action: BlocklistRule.Action) {
        switch action {
        case .ignore: self = .ignore
        case .flag: self = .flag
        case .challenge: self = .challenge
        case .reject: self = .reject
        }
    }
}
