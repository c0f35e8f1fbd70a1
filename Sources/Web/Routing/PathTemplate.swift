/// The path of an endpoint, such as `/v1/orgs/{org}/members/{member}`.
struct PathTemplate: Hashable, Sendable {
    /// The template as the contract writes it.
    let text: String
    /// Its parts between slashes.
    let parts: [Part]

    init(_ text: String) {
        self.text = text
        parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            $0.hasPrefix("{") && $0.hasSuffix("}")
                ? .parameter(String($0.dropFirst().dropLast())) : .literal(String($0))
        }
    }

    /// Which of the parameters has a name, counted from 0; nil where none has.
    func place(of name: String) -> Int? {
        parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
            .firstIndex(of: name)
    }

    /// One part between slashes.
    enum Part: Hashable, Sendable {
        /// Exactly this text.
        case literal(String)
        /// Any text, under this name.
        case parameter(String)
    }
}
