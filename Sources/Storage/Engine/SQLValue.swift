/// A value that is bound to a statement or read from a row.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    init(_ value: Int64?) { self = value.map(Self.integer) ?? .null }

    init(_ value: String?) { self = value.map(Self.text) ?? .null }

    init(_ value: [UInt8]?) { self = value.map(Self.bytes) ?? .null }

    init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}
