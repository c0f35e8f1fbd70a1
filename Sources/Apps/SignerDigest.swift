/// SHA-256 digests of signing certificates as people write them.
enum SignerDigest {
    /// 64 lower-case hexadecimal digits; nil unless the text is 32 bytes in hexadecimal, in
    /// either case, with or without colons between the bytes.
    static func normal(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let parted = bytes.count == 95
        guard parted || bytes.count == 64 else { return nil }
        var digits: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if parted, place % 3 == 2 {
                guard byte == UInt8(ascii: ":") else { return nil }
                continue
            }
            switch byte {
            case 0x30...0x39, 0x61...0x66: digits.append(byte)
            case 0x41...0x46: digits.append(byte + 0x20)
            default: return nil
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
