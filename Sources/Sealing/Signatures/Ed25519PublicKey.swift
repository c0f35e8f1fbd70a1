import COpenSSL

/// A public key of Ed25519 (RFC 8032).
public final class Ed25519PublicKey: Sendable {
    /// The 32 bytes of RFC 8032.
    public let bytes: [UInt8]

    private let handle: KeyHandle

    /// - Throws: `SealError.invalidKey` unless there are 32 bytes.
    public init(bytes: [UInt8]) throws(SealError) {
        guard bytes.count == 32 else { throw .invalidKey }
        self.bytes = bytes
        handle = try KeyHandle(
            EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, bytes, bytes.count))
    }

    /// Whether a signature of 64 bytes is this key's for the message.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 64 else { return false }
        return handle.verifies(
            signature, of: message, SignatureScheme(digest: nil, signerID: nil))
    }

    /// The key as a JSON Web Key (RFC 8037).
    public var jwk: PublicJWK {
        PublicJWK(keyType: "OKP", curve: "Ed25519", x: Base64.encode(bytes, as: .url), y: nil)
    }
}
