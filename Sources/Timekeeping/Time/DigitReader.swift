/// Reads numbers of a fixed width from text, without allocating.
struct DigitReader<Text: Collection> where Text.Element == UInt8 {
    private var rest: Text.SubSequence

    init(_ text: Text) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next byte, left where it is.
    var next: UInt8? { rest.first }

    /// Exactly so many decimal digits as a number.
    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let byte = rest.popFirst(), (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }

    /// As many digits as there are, at most nine, read as a decimal fraction, in thousandths.
    mutating func thousandths() -> Int? {
        var value = 0
        var count = 0
        while let byte = rest.first, (48...57).contains(byte) {
            guard count < 9 else { return nil }
            if count < 3 { value = value * 10 + Int(byte - 48) }
            count += 1
            rest.removeFirst()
        }
        guard count > 0 else { return nil }
        for _ in count..<max(3, count) { value *= 10 }
        return value
    }

    /// Whether the next byte is this one; passes it when so.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == character.value else { return false }
        rest.removeFirst()
        return true
    }
}
