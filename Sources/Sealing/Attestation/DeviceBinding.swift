/// What ties an attestation to one registration: the server's nonce and the key to be registered.
public struct DeviceBinding: Hashable, Sendable {
    /// What the device puts into the attestation: SHA-256 of ``text``.
    public let digest: Digest
    /// The line of the form, the nonce, and the key's thumbprint (RFC 7638) in base64url, parted
    /// by line feeds, none at the end.
    public let text: String

    /// - Parameters:
    ///   - nonce: As the server gave it.
    ///   - key: The key to be registered.
    public init(nonce: String, key: EllipticPublicKey) {
        text = "rollcall/device-attestation/1\n\(nonce)\n\(key.jwk.keyID)"
        digest = Digest(of: Array(text.utf8))
    }
}
