/// A sentence with `{name}` for a figure and `[…]` around what is left out where a figure is missing.
struct Template {
    private let text: String

    /// Takes a sentence of ours; brackets do not nest.
    init(_ text: String) { self.text = text }

    /// The names of the figures.
    var names: [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// The sentence with its figures; an unknown one outside brackets shows as `?`.
    func filled(with figure: (String) -> String?) -> String {
        var sentence = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            sentence += Self.fill(rest[..<open], figure).text
            let option = Self.fill(rest[rest.index(after: open)..<close], figure)
            if option.isComplete { sentence += option.text }
            rest = rest[rest.index(after: close)...]
        }
        return sentence + Self.fill(rest, figure).text
    }

    private static func fill(
        _ part: Substring,
        _ figure: (String) -> String?
    ) -> (text: String, isComplete: Bool) {
        var text = ""
        var isComplete = true
        var rest = part
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let value = figure(String(rest[rest.index(after: open)..<close]))
            isComplete = isComplete && value != nil
            text += rest[..<open] + (value ?? "?")
            rest = rest[rest.index(after: close)...]
        }
        return (text + rest, isComplete)
    }
}
