/// The languages that the server speaks to people.
public enum Language: String, Sendable, CaseIterable {
    /// English.
    case en
    /// Simplified Chinese.
    case zhCN = "zh-CN"

    /// The preferred one of an `Accept-Language` header (RFC 9110, section 12.5.4); English where it
    /// names neither.
    public init(accepting header: String?) {
        var best = (language: Language.en, quality: 0.0)
        for range in (header ?? "").split(separator: ",").prefix(32) {
            let parts = range.split(separator: ";")
            guard let tag = parts.first, let language = Language(tag: tag) else { continue }
            let quality = parts.dropFirst().lazy.compactMap(Self.quality).first ?? 1
            if quality > best.quality { best = (language, quality) }
        }
        self = best.language
    }

    private init?(tag: Substring) {
        let primary = tag.split(separator: "-", maxSplits: 1).first ?? ""
        switch primary.filter({ !$0.isWhitespace }).lowercased() {
        case "en": self = .en
        case "zh": self = .zhCN
        default: return nil
        }
    }

    private static func quality(_ parameter: Substring) -> Double? {
        let text = parameter.filter { !$0.isWhitespace }
        return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
    }
}
