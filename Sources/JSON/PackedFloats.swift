/// Columns of numbers as text: `f32:` and the base64 of little-endian 32-bit floats.
enum PackedFloats {
    /// Why a text is no such column.
    enum Fault: Error {
        case prefix, base64, length, notFinite, tooMany

        func detail(max: Int) -> String {
            switch self {
            case .prefix: "must be an array of numbers or text that starts with f32:"
            case .base64: "must be base64 with padding"
            case .length: "must pack a whole number of 32-bit floats"
            case .notFinite: "must pack finite numbers only"
            case .tooMany: "more than \(max) numbers"
            }
        }
    }

    /// The numbers of a text, prefix included.
    static func read<Element>(
        _ text: UnsafeBufferPointer<UInt8>, max: Int, _ element: (Float) -> Element
    ) -> Result<[Element], Fault> {
        let prefix: [UInt8] = [0x66, 0x33, 0x32, 0x3A]
        guard text.count >= 4, text.prefix(4).elementsEqual(prefix) else {
            return .failure(.prefix)
        }
        let code = UnsafeBufferPointer(rebasing: text[4...])
        guard code.count % 4 == 0 else { return .failure(.base64) }
        var padding = 0
        while padding < 2, padding < code.count,
            code[code.count - 1 - padding] == UInt8(ascii: "=")
        {
            padding += 1
        }
        let byteCount = code.count / 4 * 3 - padding
        guard byteCount % 4 == 0 else { return .failure(.length) }
        guard byteCount / 4 <= max else { return .failure(.tooMany) }
        guard let bytes = decoded(code, count: byteCount, padding: padding) else {
            return .failure(.base64)
        }
        return floats(bytes, element)
    }

    private static func floats<Element>(
        _ bytes: [UInt8], _ element: (Float) -> Element
    ) -> Result<[Element], Fault> {
        var values: [Element] = []
        values.reserveCapacity(bytes.count / 4)
        let areFinite = bytes.withUnsafeBytes { raw in
            for offset in stride(from: 0, to: bytes.count, by: 4) {
                let word = UInt32(
                    littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                let value = Float(bitPattern: word)
                guard value.isFinite else { return false }
                values.append(element(value))
            }
            return true
        }
        return areFinite ? .success(values) : .failure(.notFinite)
    }

    /// The bytes, or nil for a character outside the alphabet or loose bits before the padding.
    private static func decoded(
        _ code: UnsafeBufferPointer<UInt8>, count: Int, padding: Int
    ) -> [UInt8]? {
        var wrong: UInt8 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            values.withUnsafeBufferPointer { values in
                let whole = padding == 0 ? code.count : code.count - 4
                var target = 0
                for source in stride(from: 0, to: whole, by: 4) {
                    let (a, b) = (values[Int(code[source])], values[Int(code[source &+ 1])])
                    let (c, d) = (values[Int(code[source &+ 2])], values[Int(code[source &+ 3])])
                    wrong |= a | b | c | d
                    bytes[target] = a << 2 | b >> 4
                    bytes[target &+ 1] = b << 4 | c >> 2
                    bytes[target &+ 2] = c << 6 | d
                    target &+= 3
                }
                guard padding > 0 else { return }
                let a = values[Int(code[whole])]
                let b = values[Int(code[whole &+ 1])]
                let c = padding == 2 ? 0 : values[Int(code[whole &+ 2])]
                wrong |= a | b | c
                wrong |= (padding == 2 ? b & 0x0F : c & 0x03) == 0 ? 0 : 0x80
                bytes[target] = a << 2 | b >> 4
                if padding == 1 { bytes[target &+ 1] = b << 4 | c >> 2 }
            }
            filled = count
        }
        return wrong & 0x80 == 0 ? bytes : nil
    }

    /// The value of each character of the alphabet (RFC 4648 section 4); 0x80 for all others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0x80, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() {
            values[Int(character)] = UInt8(truncatingIfNeeded: value)
        }
        return values
    }()
}
