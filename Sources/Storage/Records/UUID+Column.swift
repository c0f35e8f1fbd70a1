import Foundation

/// Ids as columns hold them; Foundation's own conversion goes through `printf` and `scanf`, which every row would pay.
extension UUID {
    /// 36 characters, the digits in lower case.
    var column: String {
        let digits: StaticString = "0123456789abcdef"
        return withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var position = 0
                for (index, byte) in bytes.enumerated() {
                    if Self.isGroup(index) {
                        text[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    text[position] = digits.utf8Start[Int(byte >> 4)]
                    text[position + 1] = digits.utf8Start[Int(byte & 15)]
                    position += 2
                }
                return position
            }
        }
    }

    /// Reads 36 characters, digits of either case; nil for anything else.
    init?(column text: String) {
        var text = text
        var value = uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isRead = text.withUTF8 { text in
            guard text.count == 36 else { return false }
            return withUnsafeMutableBytes(of: &value) { bytes in
                var position = 0
                for index in bytes.indices {
                    if Self.isGroup(index) {
                        guard text[position] == UInt8(ascii: "-") else { return false }
                        position += 1
                    }
                    guard let high = Self.digit(text[position]),
                        let low = Self.digit(text[position + 1])
                    else { return false }
                    bytes[index] = high << 4 | low
                    position += 2
                }
                return true
            }
        }
        guard isRead else { return nil }
        self.init(uuid: value)
    }

    /// Whether a hyphen comes before a byte.
    private static func isGroup(_ index: Int) -> Bool {
        index == 4 || index == 6 || index == 8 || index == 10
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
