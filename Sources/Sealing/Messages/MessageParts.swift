/// What of an HTTP request a signature can cover.
public struct MessageParts: Hashable, Sendable {
    /// Derived components by name (RFC 9421 section 2.2).
    private var derived: [String: String]
    /// Field values by lower-case name, in the order they came.
    private var fields: [String: [String]] = [:]

    /// The parts of a request as it came over the wire.
    ///
    /// - Parameters:
    ///   - target: Path and query, still percent-encoded, without scheme and authority.
    ///   - fields: All header fields; names in any case.
    public init(
        method: String, target: String, authority: String? = nil,
        fields: [(name: String, value: String)]
    ) {
        let path = target.prefix { $0 != "?" }
        derived = ["@method": method, "@path": path.isEmpty ? "/" : String(path)]
        if path.count < target.count { derived["@query"] = String(target.dropFirst(path.count)) }
        if let authority { derived["@authority"] = authority.lowercased() }
        for field in fields {
            self.fields[field.name.lowercased(), default: []].append(field.value)
        }
    }

    /// The parts of some other message, for instance a response with its `@status`.
    init(derived: [String: String], fields: [(name: String, value: String)]) {
        self.init(method: "", target: "", fields: fields)
        self.derived = derived
    }

    /// Whether the request has a query, which a signature must then cover.
    var hasQuery: Bool { derived["@query"] != nil }

    /// The one value of a field, or nil if there is none or more than one.
    func soleField(_ name: String) -> String? {
        guard let values = fields[name], values.count == 1 else { return nil }
        return values[0]
    }

    /// How often a field came.
    func count(ofField name: String) -> Int { fields[name]?.count ?? 0 }

    /// The value of a component for the signature base: fields of one name joined by a comma, each
    /// without outer blanks.
    ///
    /// - Throws: `MessageSignatureError.unsupportedComponent`, `.absentComponent`; a value that
    ///   could break the line structure of the base counts as absent.
    func value(of component: String) throws(MessageSignatureError) -> String {
        guard !component.hasPrefix("@") else {
            guard MessageParts.derivedNames.contains(component) else {
                throw .unsupportedComponent(component)
            }
            return try checked(derived[component], component)
        }
        let values = fields[component]?.map { value in
            let blanks: [Character] = [" ", "\t"]
            let start = value.drop { blanks.contains($0) }
            let end = start.lastIndex { !blanks.contains($0) }
            return end.map { String(start[...$0]) } ?? ""
        }
        return try checked(values?.joined(separator: ", "), component)
    }

    private func checked(
        _ value: String?, _ component: String
    ) throws(MessageSignatureError) -> String {
        guard let value, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 9 }) else {
            throw .absentComponent(component)
        }
        return value
    }

    private static let derivedNames: Set = ["@method", "@path", "@query", "@authority", "@status"]
}
