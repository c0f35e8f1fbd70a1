/// The first bytes of a box: what it takes to open it.
public struct BoxHeader: Hashable, Sendable {
    /// The cipher the box was sealed with.
    public let cipher: Cipher
    /// The version of the key the box was sealed under.
    public let keyVersion: UInt32

    /// Format, cipher and key version.
    static let byteCount = 5

    private static let format: UInt8 = 1

    /// What a box says of itself; nothing of it is authenticated until the box is opened.
    ///
    /// - Throws: `SealError.truncated`, `.unknownFormat`, `.tooLong`.
    public init(reading box: [UInt8]) throws(SealError) {
        guard box.count >= BoxHeader.byteCount else { throw .truncated(byteCount: box.count) }
        guard box[0] >> 4 == BoxHeader.format, let cipher = Cipher(rawValue: box[0] & 15) else {
            throw .unknownFormat(box[0])
        }
        self.cipher = cipher
        keyVersion = box.withUnsafeBytes {
            UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
        }
        guard box.count >= overhead else { throw .truncated(byteCount: box.count) }
        guard box.count - overhead <= SealingKey.maximumByteCount else {
            throw .tooLong(byteCount: box.count, limit: SealingKey.maximumByteCount)
        }
    }

    /// The header of a box to be sealed.
    init(cipher: Cipher, keyVersion: UInt32) {
        self.cipher = cipher
        self.keyVersion = keyVersion
    }

    /// How much longer a box is than its plaintext, in bytes.
    public var overhead: Int {
        BoxHeader.byteCount + cipher.nonceByteCount + cipher.tagByteCount
    }

    /// Writes the header to the front of a box.
    func write(to box: UnsafeMutableBufferPointer<UInt8>) {
        box[0] = BoxHeader.format << 4 | cipher.rawValue
        for index in 0..<4 {
            box[1 + index] = UInt8(truncatingIfNeeded: keyVersion >> (24 - 8 * index))
        }
    }
}
