/// Kinds of picture that are recognised in order to be refused: only vectors are taken.
public enum ImageKind: String, Hashable, CaseIterable, Sendable {
    /// ISO/IEC 10918.
    case jpeg
    /// ISO/IEC 15948.
    case png
    /// CompuServe GIF 87a and 89a.
    case gif
    /// WebP in its RIFF container.
    case webp
    /// HEIF and AVIF in the ISO base media container (ISO/IEC 23008-12).
    case heic
    /// Windows bitmap.
    case bmp

    /// The kind of picture that begins with these bytes; nil when it is none.
    public init?(bytes: some Sequence<UInt8>) {
        let head = Array(bytes.prefix(Self.headBytes))
        guard let kind = Self.allCases.first(where: { $0.begins(head) }) else { return nil }
        self = kind
    }

    /// The kind of picture that this text holds in base64, with or without a `data:` prefix.
    ///
    /// Both alphabets are read and line breaks are skipped. Give it text that claims to be
    /// anything but packed floats, or the part of it after the `f32:` mark.
    public init?(base64 text: some StringProtocol) {
        var body = Substring(text.prefix(256))
        if body.hasPrefix("data:") {
            guard let comma = body.firstIndex(of: ",") else { return nil }
            body = body[body.index(after: comma)...]
        }
        self.init(bytes: Self.decodedHead(body))
    }

    private static let headBytes = 32

    private func begins(_ head: [UInt8]) -> Bool {
        switch self {
        case .jpeg: Self.isJPEG(head)
        case .png: head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .gif: head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8)
        case .webp: head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8)
        case .heic: Self.isHEIF(head)
        case .bmp: Self.isBMP(head)
        }
    }

    // The fourth byte is asked for too: packed floats may begin with FF D8 FF, but with one of
    // these after them the number would be of the order 1e17 or more.
    private static func isJPEG(_ head: [UInt8]) -> Bool {
        guard head.count >= 4, head.starts(with: [0xFF, 0xD8, 0xFF]) else { return false }
        return (0xE0...0xEF).contains(head[3]) || head[3] == 0xDB || head[3] == 0xFE
    }

    private static func isHEIF(_ head: [UInt8]) -> Bool {
        guard head.dropFirst(4).starts(with: "ftyp".utf8) else { return false }
        let brands = [
            "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis",
        ]
        return brands.contains { head.dropFirst(8).starts(with: $0.utf8) }
    }

    // "BM" alone is too little: four reserved zeros follow the file size, then the offset of the
    // pixels, then the size of a known header.
    private static func isBMP(_ head: [UInt8]) -> Bool {
        guard head.count >= 18, head.starts(with: "BM".utf8) else { return false }
        let reserved = head[6...9].allSatisfy { $0 == 0 }
        let sizes: [UInt8] = [12, 40, 52, 56, 64, 108, 124]
        return reserved && sizes.contains(head[14]) && head[15...17].allSatisfy { $0 == 0 }
    }

    private static func decodedHead(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var (word, bits): (UInt32, UInt32) = (0, 0)
        for character in text.utf8 where bytes.count < headBytes {
            if [0x20, 0x09, 0x0A, 0x0D].contains(character) { continue }
            guard let six = sixBits(character) else { break }
            word = (word << 6 | six) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> bits))
            }
        }
        return bytes
    }

    private static func sixBits(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 97 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) - 48 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
