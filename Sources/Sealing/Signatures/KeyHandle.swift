import COpenSSL

/// An asymmetric key of OpenSSL, and what can be done with it.
///
/// Unchecked: an `EVP_PKEY` is not changed after it is made, and OpenSSL guards its own caches;
/// every call here makes a context of its own.
final class KeyHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Takes over a key; nil is what OpenSSL answers when it refuses one.
    ///
    /// - Throws: `SealError.invalidKey`.
    init(_ handle: OpaquePointer?) throws(SealError) {
        guard let handle else {
            ERR_clear_error()
            throw .invalidKey
        }
        self.handle = handle
    }

    deinit { EVP_PKEY_free(handle) }

    /// The public key in the algorithm's own bytes.
    ///
    /// - Throws: `SealError.invalidKey` when the key has no such form.
    func rawPublicKey(count: Int) throws(SealError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = count
        guard EVP_PKEY_get_raw_public_key(handle, &bytes, &length) == 1, length == count else {
            ERR_clear_error()
            throw .invalidKey
        }
        return bytes
    }

    /// The signature of a message.
    ///
    /// - Throws: `SealError.library`.
    func sign(_ message: [UInt8], _ scheme: SignatureScheme) throws(SealError) -> [UInt8] {
        guard let context = SigningContext(handle, scheme) else { throw .library(.signing) }
        var signature = [UInt8](repeating: 0, count: 80)
        var count = signature.count
        let digest = scheme.digest?.fetched.handle
        guard EVP_DigestSignInit(context.digest, nil, digest, nil, handle) == 1,
            EVP_DigestSign(context.digest, &signature, &count, message, message.count) == 1
        else { throw .library(.signing) }
        return Array(signature.prefix(count))
    }

    /// Whether a signature is this key's for the message.
    func verifies(_ signature: [UInt8], of message: [UInt8], _ scheme: SignatureScheme) -> Bool {
        guard let context = SigningContext(handle, scheme) else { return false }
        let digest = scheme.digest?.fetched.handle
        var parameters: OpaquePointer?
        let verified =
            EVP_DigestVerifyInit(context.digest, &parameters, digest, nil, handle) == 1
            && scheme.setPadding(of: parameters)
            && EVP_DigestVerify(
                context.digest, signature, signature.count, message, message.count) == 1
        if !verified { ERR_clear_error() }
        return verified
    }
}

/// What a signature is made over besides the message.
struct SignatureScheme {
    /// The digest; nil for Ed25519, which has its own.
    let digest: Digest.Algorithm?
    /// SM2 signs the signer's identity with the message.
    let signerID: [UInt8]?
    /// RSA pads the digest in one of two ways.
    var padding: RSAPadding?

    /// Tells OpenSSL the padding of RSA; says whether it took it.
    func setPadding(of context: OpaquePointer?) -> Bool {
        switch padding {
        case nil: true
        case .pkcs1: EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
        case .pss:
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1
        }
    }
}

/// The two contexts of one signature, freed with it.
private final class SigningContext {
    let digest: OpaquePointer
    private let key: OpaquePointer?

    /// Returns nil when OpenSSL refuses or is out of memory.
    init?(_ handle: OpaquePointer, _ scheme: SignatureScheme) {
        guard let digest = EVP_MD_CTX_new() else { return nil }
        self.digest = digest
        guard let signerID = scheme.signerID else {
            key = nil
            return
        }
        key = EVP_PKEY_CTX_new_from_pkey(nil, handle, nil)
        guard let key, EVP_PKEY_CTX_set1_id(key, signerID, Int32(clamping: signerID.count)) > 0
        else { return nil }
        EVP_MD_CTX_set_pkey_ctx(digest, key)
    }

    deinit {
        EVP_MD_CTX_free(digest)
        EVP_PKEY_CTX_free(key)
    }
}
