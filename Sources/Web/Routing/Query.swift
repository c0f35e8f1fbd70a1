import Foundation

/// The parameters after `?` of a request.
struct Query: Sendable {
    private let values: [(name: String, value: String)]

    /// Reads `a=1&b=2`; `+` means a space; pairs that are not UTF-8 are passed over.
    init(_ text: Substring?) {
        values = (text ?? "").split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]) else { return nil }
            guard let value = parts.count > 1 ? Self.decode(parts[1]) : "" else { return nil }
            return (name, value)
        }
    }

    /// The first value of a parameter; nil where it is absent or empty.
    subscript(name: String) -> String? {
        values.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// Every value of a parameter.
    func all(_ name: String) -> [String] {
        values.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// The names that were given.
    var names: [String] { values.map(\.name) }

    private static func decode(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
