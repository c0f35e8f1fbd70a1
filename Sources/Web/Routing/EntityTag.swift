/// The version of a document as HTTP writes it: `"v3"`.
struct EntityTag: Hashable, Sendable {
    /// Counts the document's writes from 1.
    let version: Int64

    /// The tag of a version.
    init(version: Int64) { self.version = version }

    /// Reads a strong or weak tag; nil for one that is not ours.
    init?(_ text: String) {
        var text = text[...]
        if text.hasPrefix("W/") { text = text.dropFirst(2) }
        guard text.hasPrefix("\"v"), text.hasSuffix("\""), text.count > 3,
            let version = Int64(text.dropFirst(2).dropLast())
        else { return nil }
        self.version = version
    }

    /// The tag with its quotation marks.
    var text: String { "\"v\(version)\"" }
}
