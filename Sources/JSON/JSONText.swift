/// The characters of a JSON string: where they end, whether they are allowed, what they stand for.
enum JSONText {
    /// Why a string is not one.
    enum Fault: Error {
        case unfinished, control, escape, surrogate, utf8

        var detail: String {
            switch self {
            case .unfinished: "a string does not end"
            case .control: "a string holds an unescaped control character"
            case .escape: "a string holds an unknown escape"
            case .surrogate: "a string holds a surrogate without its partner"
            case .utf8: "a string is not UTF-8"
            }
        }
    }

    /// Walks a string whose opening quotation mark lies just before `start`.
    ///
    /// - Returns: The offset of the closing quotation mark, and whether there are escapes.
    /// - Throws: The fault, with `stop` at the byte at fault.
    @inline(__always)
    static func scan(
        _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, stop: inout Int
    ) throws(Fault) -> Bool {
        var offset = start
        while true {
            while offset &+ 8 <= limit {
                let special = specials(in: word(base + offset))
                guard special == 0 else {
                    offset &+= special.trailingZeroBitCount >> 3
                    break
                }
                offset &+= 8
            }
            while offset < limit, isPlain(base[offset]) { offset &+= 1 }
            if offset < limit, base[offset] == UInt8(ascii: "\"") {
                stop = offset
                return false
            }
            stop = offset
            return try scanRest(base, from: offset, to: limit, stop: &stop)
        }
    }

    /// Goes on from the first byte that is not plain ASCII.
    @inline(never)
    private static func scanRest(
        _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, stop: inout Int
    ) throws(Fault) -> Bool {
        var offset = start
        var hasEscapes = false
        while offset < limit {
            let byte = base[offset]
            stop = offset
            switch byte {
            case UInt8(ascii: "\""):
                return hasEscapes
            case UInt8(ascii: "\\"):
                hasEscapes = true
                offset = try scanEscape(base, at: offset, to: limit)
            case 0..<0x20:
                throw .control
            case 0x80...:
                let length = sequenceLength(base + offset, limit &- offset)
                guard length > 0 else { throw .utf8 }
                offset &+= length
            default:
                offset &+= 1
            }
        }
        stop = limit
        throw .unfinished
    }

    /// - Returns: The offset after the escape (after both, when it is a pair of surrogates).
    private static func scanEscape(
        _ base: UnsafePointer<UInt8>, at offset: Int, to limit: Int
    ) throws(Fault) -> Int {
        guard offset &+ 1 < limit else { throw .unfinished }
        switch base[offset &+ 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return offset &+ 2
        case UInt8(ascii: "u"):
            guard let unit = codeUnit(base, at: offset &+ 2, to: limit) else { throw .escape }
            guard unit & 0xF800 == 0xD800 else { return offset &+ 6 }
            guard unit < 0xDC00, offset &+ 8 <= limit, base[offset &+ 6] == UInt8(ascii: "\\"),
                base[offset &+ 7] == UInt8(ascii: "u"),
                let low = codeUnit(base, at: offset &+ 8, to: limit), low & 0xFC00 == 0xDC00
            else { throw .surrogate }
            return offset &+ 12
        default:
            throw .escape
        }
    }

    private static func codeUnit(
        _ base: UnsafePointer<UInt8>, at offset: Int, to limit: Int
    ) -> UInt32? {
        guard offset &+ 4 <= limit else { return nil }
        var unit: UInt32 = 0
        for index in offset..<offset &+ 4 {
            guard let digit = Character(Unicode.Scalar(base[index])).hexDigitValue else {
                return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// The UTF-8 bytes that a scanned string stands for; never traps on one that was not scanned.
    static func unescaped(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> [UInt8] {
        guard let base = bytes.baseAddress else { return [] }
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard base[offset] == UInt8(ascii: "\\"), offset &+ 1 < range.upperBound else {
                plain.append(base[offset])
                offset &+= 1
                continue
            }
            offset = append(base, escapeAt: offset, to: range.upperBound, &plain)
        }
        return plain
    }

    private static func append(
        _ base: UnsafePointer<UInt8>, escapeAt offset: Int, to limit: Int, _ plain: inout [UInt8]
    ) -> Int {
        switch base[offset &+ 1] {
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"):
            let high = codeUnit(base, at: offset &+ 2, to: limit) ?? 0xFFFD
            let low = codeUnit(base, at: offset &+ 8, to: limit) ?? 0
            let isPair = high & 0xFC00 == 0xD800 && low & 0xFC00 == 0xDC00
            let value = isPair ? 0x10000 &+ (high & 0x3FF) << 10 | (low & 0x3FF) : high
            plain.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
            return min(offset &+ (isPair ? 12 : 6), limit)
        case let byte: plain.append(byte)
        }
        return offset &+ 2
    }
}

extension JSONText {
    /// The length of the UTF-8 sequence that starts with a byte over 0x7F; 0 when it is not one.
    ///
    /// The bounds of the second byte are those of table 3-7 of the Unicode Standard.
    static func sequenceLength(_ base: UnsafePointer<UInt8>, _ available: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch base[0] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard length <= available, second.contains(base[1]) else { return 0 }
        for index in 2..<max(2, length) where base[index] & 0xC0 != 0x80 { return 0 }
        return length
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Eight bytes at once, the first in the lowest place.
    @inline(__always)
    static func word(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Sets the top bit of each byte that is a quotation mark, a backslash, a control character or
    /// not ASCII; exact up to the first such byte, which is all that is asked of it.
    @inline(__always)
    private static func specials(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let zeros = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        let controls = (word &- (ones &* 0x20)) & ~word
        return (zeros | controls | word) & (ones &* 0x80)
    }
}
