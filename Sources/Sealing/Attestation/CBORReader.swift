/// Reads the concise binary representation (RFC 8949) as attestation objects use it.
///
/// Maps, arrays, texts and byte strings of definite length, in the shortest form; nothing else.
struct CBORReader {
    private var rest: ArraySlice<UInt8>

    /// Reads some bytes from their first.
    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// How many entries the map that follows has.
    mutating func map() -> Int? { head(5).flatMap { $0 <= Limits.cborEntries ? $0 : nil } }

    /// How many elements the array that follows has.
    mutating func array() -> Int? { head(4).flatMap { $0 <= Limits.cborEntries ? $0 : nil } }

    /// The byte string that follows.
    mutating func bytes() -> [UInt8]? { head(2).flatMap { take($0) } }

    /// The text that follows.
    mutating func text() -> String? {
        head(3).flatMap { take($0) }.flatMap { String(validating: $0, as: UTF8.self) }
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// The number in the head of an item of a major type; at most 65,535.
    private mutating func head(_ major: UInt8) -> Int? {
        guard let first = rest.popFirst(), first >> 5 == major else { return nil }
        switch first & 0x1F {
        case let small where small < 24: return Int(small)
        case 24:
            guard let next = rest.popFirst(), next >= 24 else { return nil }
            return Int(next)
        case 25:
            guard let high = rest.popFirst(), high > 0, let low = rest.popFirst()
            else { return nil }
            return Int(high) << 8 | Int(low)
        default: return nil
        }
    }
}
