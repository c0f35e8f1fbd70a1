import COpenSSL

/// A private key of Ed25519 (RFC 8032): signs chain heads and device lists.
public final class Ed25519PrivateKey: Sendable {
    /// The other half, to be given away.
    public let publicKey: Ed25519PublicKey

    private let handle: KeyHandle

    /// - Parameter seed: 32 bytes; from `OwnerKey.secret(for:)`, always the same key.
    /// - Throws: `SealError.invalidKey`.
    public init(seed: Secret) throws(SealError) {
        guard seed.count == 32 else { throw .invalidKey }
        handle = try KeyHandle(
            seed.withBytes {
                EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, $0.bytePointer, $0.count)
            })
        publicKey = try Ed25519PublicKey(bytes: handle.rawPublicKey(count: 32))
    }

    /// The detached signature of a message: 64 bytes, always the same for the same message.
    ///
    /// - Throws: `SealError.library`.
    public func signature(of message: [UInt8]) throws(SealError) -> [UInt8] {
        try handle.sign(message, SignatureScheme(digest: nil, signerID: nil))
    }

    /// The header that signs a device list: `ed25519=` and the signature of the body in base64.
    ///
    /// - Throws: `SealError.library`.
    public func listSignatureHeader(for body: [UInt8]) throws(SealError) -> String {
        "ed25519=" + Base64.encode(try signature(of: body), as: .padded)
    }
}
