import COpenSSL

/// One digest algorithm, looked up in OpenSSL's providers once.
///
/// Looking an algorithm up costs more than hashing a small message, so it is done once a process.
/// Unchecked: an `EVP_MD` is immutable once fetched and its reference count is atomic; no lock.
final class FetchedDigest: @unchecked Sendable {
    let handle: OpaquePointer

    /// Returns nil when no loaded provider has the algorithm.
    init?(_ name: String) {
        guard let handle = EVP_MD_fetch(nil, name, nil) else {
            ERR_clear_error()
            return nil
        }
        self.handle = handle
    }

    deinit { EVP_MD_free(handle) }
}

/// One cipher, looked up once; immutable and shared like `FetchedDigest`.
final class FetchedCipher: @unchecked Sendable {
    let handle: OpaquePointer

    /// Returns nil when no loaded provider has the cipher.
    init?(_ name: String) {
        guard let handle = EVP_CIPHER_fetch(nil, name, nil) else {
            ERR_clear_error()
            return nil
        }
        self.handle = handle
    }

    deinit { EVP_CIPHER_free(handle) }
}

/// The HMAC construction, looked up once; immutable and shared like `FetchedDigest`.
final class FetchedCode: @unchecked Sendable {
    let handle: OpaquePointer

    /// Returns nil when no loaded provider has the construction.
    init?(_ name: String) {
        guard let handle = EVP_MAC_fetch(nil, name, nil) else {
            ERR_clear_error()
            return nil
        }
        self.handle = handle
    }

    deinit { EVP_MAC_free(handle) }
}

/// Everything that is looked up in OpenSSL, each once and on first use.
enum Fetched {
    static let sha256 = FetchedDigest("SHA2-256")
    static let sm3 = FetchedDigest("SM3")
    static let aes256GCM = FetchedCipher("AES-256-GCM")
    static let aes256Wrap = FetchedCipher("AES-256-WRAP")
    static let sm4CTR = FetchedCipher("SM4-CTR")
    static let hmac = FetchedCode("HMAC")

    /// The value, or a stop: an OpenSSL without it cannot run this service at all.
    static func required<Algorithm>(_ algorithm: Algorithm?) -> Algorithm {
        guard let algorithm else {
            preconditionFailure("This OpenSSL lacks an algorithm; ask Cipher.isAvailable first.")
        }
        return algorithm
    }
}

extension Digest.Algorithm {
    /// The algorithm as OpenSSL has it.
    var fetched: FetchedDigest {
        switch self {
        case .sha256: Fetched.required(Fetched.sha256)
        case .sm3: Fetched.required(Fetched.sm3)
        }
    }

    /// What OpenSSL calls the digest where it wants a name.
    var openSSLName: String {
        switch self {
        case .sha256: "SHA2-256"
        case .sm3: "SM3"
        }
    }
}
