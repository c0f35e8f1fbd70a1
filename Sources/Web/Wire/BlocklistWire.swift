import Apps
import Attendance
import JSON
import Sealing

/// Reads and writes blocklist rules, app lists and the lists of phones.
enum BlocklistWire {
    /// Whose rule it is.
    enum Origin: String {
        /// The server's own list.
        case server
        /// The organization's.
        case organization
    }

    /// A rule; what the server's rule of the same id says may be left out.
    static func rule(_ reader: inout JSONReader, id: String) throws -> BlocklistRule {
        let base = BlocklistDefaults.shipped.rules.first { $0.id == id }
        var platform = base?.platform
        var match = base?.match
        var value = base?.value
        var category = base?.category
        var severity = base?.severity ?? .block
        var action: BlocklistRule.Action?
        try reader.object { name, inner in
            switch name {
            case "id":
                guard try inner.string() == id else { throw inner.invalid("must be the path's") }
            case "platform": platform = try inner.one(of: AppPlatform.self)
            case "match": match = try inner.one(of: BlocklistRule.Match.self)
            case "value": value = try inner.string(min: 1, max: AppLimits.appIDBytes)
            case "category": category = try inner.one(of: BlocklistRule.Category.self)
            case "severity": severity = try inner.one(of: BlocklistRule.Severity.self)
            case "action": action = try inner.one(of: BlocklistRule.Action.self)
            default: throw inner.unknownMember()
            }
        }
        do {
            return try BlocklistRule(
                id: id, platform: platform ?? .any, match: try reader.required(match, "match"),
                value: try reader.required(value, "value"),
                category: try reader.required(category, "category"), severity: severity,
                action: action)
        } catch let error as BlocklistRuleError {
            throw reader.invalid(reason(error))
        }
    }

    private static func reason(_ error: BlocklistRuleError) -> String {
        switch error {
        case .id: "the id must be 1 to 128 characters of A-Z a-z 0-9 . _ -"
        case .value: "the value must be 1 to 255 bytes without control characters"
        case .prefixTooShort(let minimum): "a prefix must have at least \(minimum) bytes"
        case .signer: "a signer must be the SHA-256 digest of a certificate in hexadecimal"
        }
    }

    static func write(_ rule: BlocklistRule, _ origin: Origin, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", rule.id)
            writer.member("platform", rule.platform.rawValue)
            writer.member("match", rule.match.rawValue)
            writer.member("value", rule.value)
            writer.member("category", rule.category.rawValue)
            writer.member("severity", rule.severity.rawValue)
            writer.member("action", rule.action?.rawValue)
            writer.member("origin", origin.rawValue)
        }
    }

    /// What a phone says is installed; kept nowhere.
    static func list(_ reader: inout JSONReader) throws -> AppList {
        var members = AppListMembers()
        var platform = AppPlatform.any
        try reader.object { name, inner in
            switch name {
            case "platform": platform = try inner.one(of: AppPlatform.self)
            default: try members.read(name, &inner)
            }
        }
        return try members.list(&reader).of(platform)
    }

    static func write(_ list: DeviceList, to writer: inout JSONWriter) {
        writer.object { writer in
            head(of: list, to: &writer)
            writer.member("rules") { write(list.entries, to: &$0) }
        }
    }

    static func write(
        _ delta: DeviceList.Delta, of list: DeviceList, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            head(of: list, to: &writer)
            writer.member("since", delta.from)
            writer.member("added") { write(delta.added, to: &$0) }
            writer.member("removed", delta.removed)
        }
    }

    private static func head(of list: DeviceList, to writer: inout JSONWriter) {
        writer.member("revision", list.revision)
        writer.member("expiresAt", instant: list.expiresAt)
        writer.member("salt", Base64.encode(list.salt, as: .url))
    }

    private static func write(_ entries: [DeviceList.Entry], to writer: inout JSONWriter) {
        writer.array { writer in
            for entry in entries {
                writer.object { writer in
                    writer.member("id", entry.id)
                    writer.member("match", entry.match.rawValue)
                    if entry.match == .prefix { writer.member("length", entry.length) }
                    writer.member("sha256", entry.sha256)
                }
            }
        }
    }
}

/// The members that tell what is installed, in a check-in or to be matched.
struct AppListMembers {
    private var packages: [String]?
    private var signers: [String]?
    private var labels: [String]?

    /// Whether any of them came.
    var isGiven: Bool { packages != nil || signers != nil || labels != nil }

    /// Reads a member, or refuses one that is none of these.
    mutating func read(_ name: JSONMember, _ value: inout JSONReader) throws {
        switch name {
        case "installed": packages = try Self.texts(&value)
        case "signers": signers = try Self.texts(&value)
        case "labels": labels = try Self.texts(&value)
        default: throw value.unknownMember()
        }
    }

    /// The list, of a phone of any platform.
    func list(_ reader: inout JSONReader) throws -> AppList {
        try AppList(
            packages: try reader.required(packages, "installed"), signers: signers ?? [],
            labels: labels ?? [])
    }

    private static func texts(_ reader: inout JSONReader) throws -> [String] {
        try reader.array(max: AppLimits.apps) {
            try $0.string(min: 1, max: AppLimits.appIDBytes)
        }
    }
}
