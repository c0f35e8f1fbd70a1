/// How plaintext is sealed; the raw value is what a box carries.
public enum Cipher: UInt8, Hashable, Sendable, CaseIterable {
    /// AES-256-GCM (NIST SP 800-38D) with SHA-256 for derivation.
    case aes = 1
    /// SM4-CTR, then HMAC-SM3 over everything, with SM3 for derivation (GB/T 32907, 32905).
    ///
    /// OpenSSL 3.0 has no SM4-GCM, hence encrypt-then-MAC.
    case gm = 2

    /// Whether this machine's OpenSSL has every algorithm of the profile; ask once at start.
    public var isAvailable: Bool {
        switch self {
        case .aes: Fetched.aes256GCM != nil && Fetched.sha256 != nil && Fetched.hmac != nil
        case .gm: Fetched.sm4CTR != nil && Fetched.sm3 != nil && Fetched.hmac != nil
        }
    }

    /// The digest that goes with the cipher.
    public var digest: Digest.Algorithm {
        switch self {
        case .aes: .sha256
        case .gm: .sm3
        }
    }

    /// The length of a nonce in bytes.
    var nonceByteCount: Int {
        switch self {
        case .aes: 12
        case .gm: 16
        }
    }

    /// The length of an authentication tag in bytes.
    var tagByteCount: Int {
        switch self {
        case .aes: 16
        case .gm: 32
        }
    }
}
