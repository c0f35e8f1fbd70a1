/// The cyclic redundancy check of ZIP (ISO 3309), polynomial 0x04C11DB7 reflected.
struct CRC32: Sendable {
    private var state = UInt32.max

    /// The check of all bytes so far.
    var value: UInt32 { ~state }

    /// Goes on with more bytes.
    mutating func update(_ bytes: [UInt8]) {
        var state = state
        for byte in bytes {
            let index = Int(UInt8(truncatingIfNeeded: state) ^ byte)
            state = state >> 8 ^ Self.table[index]
        }
        self.state = state
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320
        }
    }
}
