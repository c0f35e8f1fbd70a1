import Foundation

/// Ids as columns hold them; Foundation's own conversion goes through `printf` and `scanf`, which every row would pay.
extension UUID {
    /// 36 characters, the digits in lower case.
    var column: String {
        withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: Self.characterCount) { text in
                for position in Self.hyphens { text[position] = UInt8(ascii: "-") }
                for index in 0..<16 {
                    let position = Self.position(of: index)
                    text[position] = Self.character(bytes[index] >> 4)
                    text[position &+ 1] = Self.character(bytes[index] & 15)
                }
                return Self.characterCount
            }
        }
    }

    /// Reads 36 characters, digits of either case; nil for anything else.
    init?(column text: String) {
        var text = text
        var value = uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isRead = text.withUTF8 { text in
            guard text.count == Self.characterCount, let text = text.baseAddress,
                Self.hyphens.allSatisfy({ text[$0] == UInt8(ascii: "-") })
            else { return false }
            // Faults are gathered rather than branched on: verifying reads two ids a record.
            var fault: UInt8 = 0
            withUnsafeMutableBytes(of: &value) { bytes in
                for index in 0..<16 {
                    let position = Self.position(of: index)
                    let high = Self.digit(text[position])
                    let low = Self.digit(text[position &+ 1])
                    fault |= high | low
                    bytes[index] = high << 4 | low & 15
                }
            }
            return fault < 16
        }
        guard isRead else { return nil }
        self.init(uuid: value)
    }

    private static let characterCount = 36

    private static var hyphens: StrideTo<Int> { stride(from: 8, to: 24, by: 5) }

    /// Where the two digits of a byte stand; hyphens come before the bytes 4, 6, 8 and 10.
    @inline(__always)
    private static func position(of index: Int) -> Int {
        2 &* index &+ max(0, min(4, index / 2 &- 1))
    }

    @inline(__always)
    private static func character(_ digit: UInt8) -> UInt8 {
        digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
    }

    /// The value of a digit; 255 for any other character.
    @inline(__always)
    private static func digit(_ character: UInt8) -> UInt8 {
        let number = character &- UInt8(ascii: "0")
        let letter = (character | 0x20) &- UInt8(ascii: "a")
        return number < 10 ? number : letter < 6 ? letter &+ 10 : 255
    }
}
