/// The part of Structured Fields (RFC 8941) that message signatures are written in, read strictly.
///
/// Values are bare items; a parser never reads beyond its text and never more than once over it.
struct StructuredField {
    private var rest: Substring.UTF8View

    /// Starts at the first character.
    init(_ text: String) {
        rest = Substring(text).utf8
    }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Whether a dictionary goes on with another member here.
    var isAtNextMember: Bool {
        rest.first { $0 != UInt8(ascii: " ") && $0 != 9 } == UInt8(ascii: ",")
    }

    /// A bare item of the kinds that occur.
    enum Item: Hashable, Sendable {
        case text(String)
        case number(Int64)
        case bytes([UInt8])
    }

    /// Steps over a character if it is the next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Steps over spaces; says whether there was one.
    @discardableResult
    mutating func takeSpaces() -> Bool {
        let count = rest.count
        while take(" ") {}
        return rest.count < count
    }

    /// A key: a lower-case letter or `*`, then lower-case letters, digits and `_ - . *`.
    mutating func key() -> String? {
        guard let first = rest.first, StructuredField.isLower(first) || first == UInt8(ascii: "*")
        else { return nil }
        let key = rest.prefix {
            StructuredField.isLower($0) || StructuredField.isDigit($0) || "_-.*".utf8.contains($0)
        }
        rest = rest.dropFirst(key.count)
        return String(Substring(key))
    }

    /// A string, an integer or a byte sequence.
    mutating func item() -> Item? {
        switch rest.first {
        case UInt8(ascii: "\""): text().map(Item.text)
        case UInt8(ascii: ":"): bytes().map(Item.bytes)
        default: number().map(Item.number)
        }
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst(), "\"\\".utf8.contains(escaped) else {
                    return nil
                }
                text.append(escaped)
            case 0x20...0x7E: text.append(byte)
            default: return nil
            }
        }
        return nil
    }

    private mutating func bytes() -> [UInt8]? {
        guard take(":") else { return nil }
        let digits = rest.prefix { $0 != UInt8(ascii: ":") }
        rest = rest.dropFirst(digits.count)
        guard take(":") else { return nil }
        return Base64.decode(Substring(digits), as: .padded)
    }

    private mutating func number() -> Int64? {
        let isNegative = take("-")
        let digits = rest.prefix(while: StructuredField.isDigit)
        guard (1...15).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let magnitude = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return isNegative ? -magnitude : magnitude
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension StructuredField.Item {
    /// The item as RFC 8941 section 4.1 writes it.
    var serialized: String {
        switch self {
        case .text(let text):
            "\""
                + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                + "\""
        case .number(let number): String(number)
        case .bytes(let bytes): ":" + Base64.encode(bytes, as: .padded) + ":"
        }
    }
}
