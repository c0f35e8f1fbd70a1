import COpenSSL

/// A token that only its reader can open: JSON Web Encryption in its compact form (RFC 7516) with
/// A256KW and A256GCM (RFC 7518), as Google Play writes its verdicts on apps and phones.
///
/// It is opened by these two algorithms whatever its header says; the header is covered by the tag.
public struct EncryptedToken: Sendable {
    /// The header: JSON, to be believed once the token was opened.
    public let header: [UInt8]

    private let associated: [UInt8]
    private let wrappedKey: [UInt8]
    private let nonce: [UInt8]
    private let body: [UInt8]
    private let tag: [UInt8]

    /// Takes a token apart; nil unless it has five parts of fitting lengths and at most 16,384
    /// bytes.
    public init?(_ text: String) {
        guard text.utf8.count <= Limits.attestationBytes else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5,
            let header = Base64.decode(parts[0], as: .url),
            let wrappedKey = Base64.decode(parts[1], as: .url), wrappedKey.count == 40,
            let nonce = Base64.decode(parts[2], as: .url), nonce.count == 12,
            let body = Base64.decode(parts[3], as: .url), !body.isEmpty,
            let tag = Base64.decode(parts[4], as: .url), tag.count == 16
        else { return nil }
        self.header = header
        associated = Array(parts[0].utf8)
        self.wrappedKey = wrappedKey
        self.nonce = nonce
        self.body = body
        self.tag = tag
    }

    /// What the token holds.
    ///
    /// - Parameter key: The reader's, 32 bytes, which the token's own key is wrapped under.
    /// - Throws: `SealError.forged` unless the token was made for this key and is whole;
    ///   `.invalidKey`, `.library`.
    public func open(with key: Secret) throws(SealError) -> [UInt8] {
        let seal = try GaloisSeal(key: Self.unwrap(wrappedKey, with: key))
        var body = body
        var tag = tag
        var plaintext = [UInt8](repeating: 0, count: body.count)
        let opened = body.withUnsafeMutableBufferPointer { body in
            tag.withUnsafeMutableBufferPointer { tag in
                plaintext.withUnsafeMutableBytes { plaintext in
                    nonce.withUnsafeBufferPointer { nonce in
                        associated.withUnsafeBufferPointer { associated in
                            guard let nonce = nonce.baseAddress, let body = body.baseAddress,
                                let tag = tag.baseAddress, let bytes = associated.baseAddress
                            else { return false }
                            let message = SealedMessage(
                                nonce: nonce, body: body, bodyCount: Int32(plaintext.count),
                                tag: tag, associated: bytes,
                                associatedCount: Int32(associated.count))
                            return seal.open(message, into: plaintext)
                        }
                    }
                }
            }
        }
        guard opened else { throw .forged }
        return plaintext
    }

    /// The key of 32 bytes that another wraps (RFC 3394).
    ///
    /// - Throws: `SealError.forged`, `.invalidKey`, `.library`.
    static func unwrap(_ wrapped: [UInt8], with key: Secret) throws(SealError) -> Secret {
        guard key.count == 32 else { throw .invalidKey }
        guard wrapped.count == 40 else { throw .forged }
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(.opening) }
        defer { EVP_CIPHER_CTX_free(context) }
        EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
        let cipher = Fetched.required(Fetched.aes256Wrap).handle
        let isReady = key.withBytes {
            EVP_DecryptInit_ex2(context, cipher, $0.bytePointer, nil, nil) == 1
        }
        guard isReady else { throw .library(.opening) }
        // OpenSSL writes a block more than the key while it unwraps.
        var bytes = [UInt8](repeating: 0, count: 48)
        var count: Int32 = 0
        let isWhole = EVP_DecryptUpdate(context, &bytes, &count, wrapped, 40) == 1 && count == 32
        defer { OPENSSL_cleanse(&bytes, bytes.count) }
        guard isWhole else {
            ERR_clear_error()
            throw .forged
        }
        return Secret(copying: Array(bytes.prefix(32)))
    }
}
