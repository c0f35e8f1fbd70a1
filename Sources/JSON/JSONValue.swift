/// A JSON value as a tree, for small documents that are kept or given back as they came.
///
/// Members keep their order. Numbers that are whole and fit 64 bits are `integer`, however they were
/// written, and so are those whose nearest double is such a number: what is written reads back equal.
public indirect enum JSONValue: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case double(Double)
    /// A string of any characters, U+0000 among them.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; the names differ from one another when it was read.
    case object([Member])

    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name, unescaped.
        public let name: String
        /// The value.
        public let value: JSONValue

        /// A member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member; nil for a member that is absent and for what is no object.
    ///
    /// - Complexity: O(members).
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Reads a whole document into a tree.
    public init(
        _ bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) {
        self = try JSONReader.read(bytes, limits: limits) { try $0.value() }
    }
}

extension JSONReader {
    /// Reads a value of any kind, `null` too, into a tree.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch kind {
        case .object:
            var members: [JSONValue.Member] = []
            try object { name, value in members.append(.init(name.text, try value.value())) }
            return .object(members)
        case .array: return .array(try array(max: limits.elements) { try $0.value() })
        case .string: return .string(try text(max: limits.stringBytes))
        case .number: return try number()
        case .boolean: return .bool(try bool())
        case .null:
            try word("null")
            return .null
        case nil: throw mismatch("a value")
        }
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let numeral = Numeral.scan(base, from: position, to: end)
        let isMinusZero = numeral.mantissa == 0 && numeral.isNegative
        if numeral.isValid, !isMinusZero, let whole = numeral.integer {
            position = numeral.end
            return .integer(whole)
        }
        let value = try double()
        if !isMinusZero, let whole = Int64(exactly: value) { return .integer(whole) }
        return .double(value)
    }
}

extension JSONValue: JSONWritable {
    /// Writes the tree; members in their order.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .integer(let value): writer.integer(value)
        case .double(let value): writer.double(value)
        case .string(let value): writer.string(value)
        case .array(let values): values.write(to: &writer)
        case .object(let members):
            writer.object { writer in
                for member in members { writer.member(member.name, member.value) }
            }
        }
    }
}
