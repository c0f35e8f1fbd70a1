import COpenSSL
import Synchronization

/// SM4-CTR, then HMAC-SM3 over associated bytes, nonce and ciphertext, under one key.
///
/// The 32-byte key is split by HKDF-SM3 into an SM4 key and a code key, so neither serves two ends.
/// Unchecked: `lock` guards every use of `context`, for the length of one message.
final class CounterSeal: @unchecked Sendable {
    private let context: OpaquePointer
    private let codeKey: AuthenticationKey
    private let lock = Mutex(())

    /// - Parameter key: 32 bytes.
    /// - Throws: `SealError.invalidKey`, `.library`.
    init(key: Secret) throws(SealError) {
        guard key.count == 32 else { throw .invalidKey }
        let derivation = KeyDerivation(from: key, by: .sm3)
        let cipherKey = try derivation.secret(labelled: "rollcall/gm/sm4-ctr/1", count: 16)
        let code = try derivation.secret(labelled: "rollcall/gm/hmac-sm3/1", count: 32)
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(.making) }
        self.context = context
        codeKey = AuthenticationKey(code, by: .sm3)
        let status = cipherKey.withBytes { key in
            EVP_EncryptInit_ex2(
                context,
                Fetched.required(Fetched.sm4CTR).handle,
                key.bytePointer,
                nil,
                nil
            )
        }
        guard status == 1 else { throw .library(.making) }
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Encrypts the plaintext into the message's body and writes its tag; false if OpenSSL refused.
    func seal(_ plaintext: UnsafeRawBufferPointer, into message: SealedMessage) -> Bool {
        guard
            apply(
                nonce: message.nonce,
                from: plaintext.bytePointer,
                to: message.body,
                count: message.bodyCount
            )
        else { return false }
        code(of: message).withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: message.tag, count: Digest.byteCount)
                .copyMemory(from: $0)
        }
        return true
    }

    /// Decrypts the message into a buffer as long as its body; false if the tag does not fit.
    func open(_ message: SealedMessage, into plaintext: UnsafeMutableRawBufferPointer) -> Bool {
        let tag = UnsafeRawBufferPointer(start: message.tag, count: Digest.byteCount)
        guard ConstantTime.equal(code(of: message), tag) else { return false }
        return apply(
            nonce: message.nonce,
            from: message.body,
            to: plaintext.baseAddress?.assumingMemoryBound(to: UInt8.self),
            count: message.bodyCount
        )
    }

    /// Counter mode is its own inverse.
    private func apply(
        nonce: UnsafePointer<UInt8>,
        from input: UnsafePointer<UInt8>?,
        to output: UnsafeMutablePointer<UInt8>?,
        count: Int32
    ) -> Bool {
        guard count > 0 else { return true }
        return lock.withLock { _ in
            var written: Int32 = 0
            return EVP_EncryptInit_ex2(context, nil, nil, nonce, nil) == 1
                && EVP_EncryptUpdate(context, output, &written, input, count) == 1
        }
    }

    /// The length of the associated bytes comes first, so that no byte can move between the parts.
    private func code(of message: SealedMessage) -> Digest {
        let length = UInt64(message.associatedCount).bigEndian
        return withUnsafeBytes(of: length) { length in
            codeKey.code(for: [
                length,
                UnsafeRawBufferPointer(
                    start: message.associated,
                    count: Int(message.associatedCount)
                ),
                UnsafeRawBufferPointer(start: message.nonce, count: Cipher.gm.nonceByteCount),
                UnsafeRawBufferPointer(start: message.body, count: Int(message.bodyCount)),
            ])
        }
    }
}
