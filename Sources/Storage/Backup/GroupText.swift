import Foundation

/// A group's document as a text of our own making, whose lists of members may be given other names.
struct GroupText {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The text with members renamed; those for whom there is no other name stay.
    func renaming(_ name: (String) throws -> String?) rethrows -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: #""members":["#) {
            let end = rest[start.upperBound...].firstIndex(of: "]") ?? rest.endIndex
            result += rest[..<start.upperBound]
            // Ids hold neither quotation marks nor anything that JSON escapes.
            let parts = rest[start.upperBound..<end]
                .split(separator: "\"", omittingEmptySubsequences: false)
            result += try parts.enumerated().map { index, part in
                index.isMultiple(of: 2) ? String(part) : try name(String(part)) ?? String(part)
            }.joined(separator: "\"")
            rest = rest[end...]
        }
        return result + rest
    }
}
