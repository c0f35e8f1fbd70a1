/// One thing that shows cheat software: an app's id, a family of ids, a signer or a display name.
public struct BlocklistRule: Hashable, Sendable {
    /// Names the rule for ever: 1…128 of `A-Z a-z 0-9 . _ -`.
    ///
    /// The default list uses `r-` and digits.
    public let id: String
    /// The phones it is about.
    public let platform: AppPlatform
    /// What of an app the value is compared with.
    public let match: Match
    /// Compared byte for byte, case included; a signer is kept in lower-case hexadecimal.
    public let value: String
    /// What such software does.
    public let category: Category
    /// How much its presence says.
    public let severity: Severity
    /// What to do instead of what the policy says; nil leaves it to the policy.
    public let action: Action?

    /// Checks the value against its kind.
    public init(
        id: String, platform: AppPlatform, match: Match, value: String, category: Category,
        severity: Severity = .block, action: Action? = nil
    ) throws(BlocklistRuleError) {
        guard Self.isID(id) else { throw .id }
        self.id = id
        self.platform = platform
        self.match = match
        self.value = try match.checked(value)
        self.category = category
        self.severity = severity
        self.action = action
    }

    /// What to do when the rule hits, where the policy has `policyAction` for cheat software.
    ///
    /// A `review` rule never goes beyond a flag unless the rule itself says so.
    public func action(policyAction: Action) -> Action {
        if let action { return action }
        return severity == .review ? min(policyAction, .flag) : policyAction
    }

    /// What of an app a value is compared with.
    public enum Match: String, Hashable, CaseIterable, Sendable {
        /// The whole package or bundle id.
        case package
        /// The beginning of the id.
        case prefix
        /// The SHA-256 digest of the signing certificate.
        case signer
        /// The whole display name: repackaged clones change their id but keep it.
        case label
    }

    /// What such software does; the names are those of API.md section 8.
    public enum Category: String, Hashable, CaseIterable, Sendable {
        /// Runs a second copy of an app in a space of its own.
        case virtualSpace = "virtual-space"
        /// Gives apps a position that is not true.
        case mockLocation = "mock-location"
        /// Changes what apps do, in memory or in their package.
        case hook
        /// Gains, needs or hides full control of the phone.
        case root
        /// Taps without a person.
        case autoClicker = "auto-clicker"
        /// Checks in by itself.
        case autoAttendance = "auto-attendance"
    }

    /// How much the presence of such software says.
    public enum Severity: String, Hashable, CaseIterable, Sendable {
        /// Made for cheating.
        case block
        /// Has honest uses too; never rejects by itself.
        case review
    }

    /// What a hit leads to, mildest first.
    public enum Action: String, Hashable, CaseIterable, Comparable, Sendable {
        /// Nothing: the rule is switched off.
        case ignore
        /// The check-in counts and waits for a person.
        case flag
        /// More evidence is asked for.
        case challenge
        /// The check-in does not count.
        case reject

        /// Milder before harsher.
        public static func < (one: Action, other: Action) -> Bool { one.rank < other.rank }

        private var rank: Int {
            switch self {
            case .ignore: 0
            case .flag: 1
            case .challenge: 2
            case .reject: 3
            }
        }
    }

    private static func isID(_ id: String) -> Bool {
        guard (1...AppLimits.ruleIDBytes).contains(id.utf8.count) else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
    }
}

extension BlocklistRule.Match {
    /// The value in the form that is compared.
    func checked(_ value: String) throws(BlocklistRuleError) -> String {
        switch self {
        case .package, .prefix:
            guard (1...AppLimits.appIDBytes).contains(value.utf8.count),
                value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else { throw .value }
            if self == .prefix, value.utf8.count < AppLimits.prefixBytes {
                throw .prefixTooShort(minimum: AppLimits.prefixBytes)
            }
            return value
        case .label:
            guard (1...AppLimits.labelBytes).contains(value.utf8.count),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
                value.first != " ", value.last != " "
            else { throw .value }
            return value
        case .signer:
            guard let digest = SignerDigest.normal(value) else { throw .signer }
            return digest
        }
    }
}
