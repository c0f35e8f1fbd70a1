import COpenSSL

/// A key that seals values into boxes, each bound to its place.
///
/// A box is: format and cipher (1 byte: high half 1, low half the cipher), key version (4 bytes,
/// big endian), nonce (12 or 16), ciphertext (as long as the plaintext), tag (16 or 32). That is
/// 33 bytes more than the plaintext for `.aes` and 53 for `.gm`.
///
/// Nonces are random. A 96-bit nonce allows 2^32 boxes a key (NIST SP 800-38D, 8.3); rotate before.
/// Any thread may use the key; calls take turns.
public final class SealingKey: Sendable {
    /// The most that can be sealed at once: 64 MiB.
    public static let maximumByteCount = 64 << 20

    /// How the key seals.
    public let cipher: Cipher
    /// Which version of its owner's key it is; boxes carry it.
    public let version: UInt32

    private let engine: Engine
    private let nonces: NonceSource

    /// - Parameters:
    ///   - secret: 32 bytes.
    ///   - random: Where nonces come from; tests may fix it.
    /// - Throws: `SealError.invalidKey`, `.library`.
    public init(
        _ secret: Secret,
        cipher: Cipher = .aes,
        version: UInt32,
        random: SecureRandom = .system
    ) throws(SealError) {
        self.cipher = cipher
        self.version = version
        nonces = NonceSource(byteCount: cipher.nonceByteCount, from: random)
        switch cipher {
        case .aes: engine = .galois(try GaloisSeal(key: secret))
        case .gm: engine = .counter(try CounterSeal(key: secret))
        }
    }

    /// The box of a value in a cell.
    ///
    /// - Throws: `SealError.tooLong`, `.randomUnavailable`, `.library`.
    public func seal(_ plaintext: [UInt8], in cell: SealedCell) throws(SealError) -> [UInt8] {
        try seal(plaintext, associated: cell.encoding(keyVersion: version))
    }

    /// The value of a box that was sealed in this cell.
    ///
    /// - Throws: `SealError.forged` for a box of another cell or key, or one altered; `.truncated`,
    ///   `.unknownFormat`, `.wrongCipher`, `.unknownVersion`.
    public func open(_ box: [UInt8], in cell: SealedCell) throws(SealError) -> [UInt8] {
        try open(box, associated: cell.encoding(keyVersion: version))
    }

    /// The box of a value bound to some bytes; the caller makes them unambiguous.
    func seal(_ plaintext: [UInt8], associated: [UInt8]) throws(SealError) -> [UInt8] {
        guard plaintext.count <= SealingKey.maximumByteCount else {
            throw .tooLong(byteCount: plaintext.count, limit: SealingKey.maximumByteCount)
        }
        let nonce = try nonces.next()
        let header = BoxHeader(cipher: cipher, keyVersion: version)
        let count = header.overhead + plaintext.count
        var sealed = false
        let box = [UInt8](unsafeUninitializedCapacity: count) { box, initialized in
            box.initialize(repeating: 0)
            header.write(to: box)
            for (index, byte) in nonce.enumerated() { box[BoxHeader.byteCount + index] = byte }
            sealed = plaintext.withUnsafeBytes { plaintext in
                withMessage(in: box, associated: associated) { message in
                    engine.seal(plaintext, into: message)
                }
            }
            initialized = count
        }
        guard sealed else { throw .library(.sealing) }
        return box
    }

    /// The value of a box bound to these bytes.
    func open(_ box: [UInt8], associated: [UInt8]) throws(SealError) -> [UInt8] {
        let header = try BoxHeader(reading: box)
        guard header.cipher == cipher else { throw .wrongCipher(box: header.cipher, key: cipher) }
        guard header.keyVersion == version else {
            throw .unknownVersion(box: header.keyVersion, key: version)
        }
        var opened = false
        let count = box.count - header.overhead
        // Without capacity the standard library writes to the empty array that all threads share.
        let plaintext = [UInt8](
            unsafeUninitializedCapacity: max(1, count)
        ) { plaintext, initialized in
            plaintext.initialize(repeating: 0)
            opened = box.withUnsafeBufferPointer { box in
                withMessage(
                    in: UnsafeMutableBufferPointer(mutating: box),
                    associated: associated
                ) { message in
                    engine.open(message, into: UnsafeMutableRawBufferPointer(plaintext))
                }
            }
            if !opened { OPENSSL_cleanse(plaintext.baseAddress, count) }
            initialized = opened ? count : 0
        }
        guard opened else { throw .forged }
        return plaintext
    }

    private func withMessage(
        in box: UnsafeMutableBufferPointer<UInt8>,
        associated: [UInt8],
        _ body: (SealedMessage) -> Bool
    ) -> Bool {
        guard let start = box.baseAddress else { return false }
        return associated.withUnsafeBufferPointer { associated in
            guard let bound = associated.baseAddress,
                let boundCount = Int32(exactly: associated.count)
            else { return false }
            let bodyStart = BoxHeader.byteCount + cipher.nonceByteCount
            let bodyCount = box.count - bodyStart - cipher.tagByteCount
            return body(
                SealedMessage(
                    nonce: start + BoxHeader.byteCount,
                    body: start + bodyStart,
                    bodyCount: Int32(bodyCount),
                    tag: start + bodyStart + bodyCount,
                    associated: bound,
                    associatedCount: boundCount
                )
            )
        }
    }

    private enum Engine: Sendable {
        case galois(GaloisSeal)
        case counter(CounterSeal)

        func seal(_ plaintext: UnsafeRawBufferPointer, into message: SealedMessage) -> Bool {
            switch self {
            case .galois(let seal): seal.seal(plaintext, into: message)
            case .counter(let seal): seal.seal(plaintext, into: message)
            }
        }

        func open(
            _ message: SealedMessage,
            into plaintext: UnsafeMutableRawBufferPointer
        ) -> Bool {
            switch self {
            case .galois(let seal): seal.open(message, into: plaintext)
            case .counter(let seal): seal.open(message, into: plaintext)
            }
        }
    }
}
