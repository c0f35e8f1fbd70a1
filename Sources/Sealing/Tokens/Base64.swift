/// Base64 (RFC 4648), read strictly: every text stands for one value and every value has one text.
public enum Base64 {
    /// The text of some bytes.
    public static func encode(_ bytes: some Collection<UInt8>, as form: Form) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        let digits = form.digits.utf8Start
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 6 {
                bitCount -= 6
                text.append(digits[Int(bits >> bitCount & 63)])
            }
        }
        if bitCount > 0 { text.append(digits[Int(bits << (6 - bitCount) & 63)]) }
        while form == .padded && text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text, or nil for a foreign character, wrong padding, or set bits that stand
    /// for nothing.
    public static func decode(_ text: some StringProtocol, as form: Form) -> [UInt8]? {
        var digits = Array(text.utf8)
        if form == .padded {
            guard digits.count % 4 == 0 else { return nil }
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for digit in digits {
            guard let value = form.value(of: digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        guard bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }

    /// Which alphabet, and whether the text is padded.
    public enum Form: Sendable {
        /// The usual alphabet with `+` and `/`, padded with `=` to four characters.
        case padded
        /// The alphabet for addresses with `-` and `_`, never padded.
        case url

        fileprivate var digits: StaticString {
            switch self {
            case .padded: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            case .url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            }
        }

        fileprivate func value(of digit: UInt8) -> UInt8? {
            switch digit {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
            case digits.utf8Start[62]: 62
            case digits.utf8Start[63]: 63
            default: nil
            }
        }
    }
}
