/// SM4-CTR, then HMAC-SM3 over associated bytes, nonce and ciphertext, under one key.
///
/// The 32-byte key is split by HKDF-SM3 into an SM4 key and a code key, so neither serves two ends.
final class CounterSeal: Sendable {
    private let cipher: CounterCipher
    private let codeKey: AuthenticationKey

    /// - Parameter key: 32 bytes.
    /// - Throws: `SealError.invalidKey`, `.library`.
    init(key: Secret) throws(SealError) {
        guard key.count == 32 else { throw .invalidKey }
        let derivation = KeyDerivation(from: key, by: .sm3)
        cipher = try CounterCipher(
            key: derivation.secret(labelled: "rollcall/gm/sm4-ctr/1", count: 16))
        codeKey = AuthenticationKey(
            try derivation.secret(labelled: "rollcall/gm/hmac-sm3/1", count: 32), by: .sm3)
    }

    /// Encrypts the plaintext into the message's body and writes its tag; false if OpenSSL refused.
    func seal(_ plaintext: UnsafeRawBufferPointer, into message: SealedMessage) -> Bool {
        let body = UnsafeMutableRawBufferPointer(
            start: message.body, count: Int(message.bodyCount))
        guard cipher.apply(counter: message.nonce, to: plaintext, output: body) else {
            return false
        }
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
        return cipher.apply(counter: message.nonce, to: body(of: message), output: plaintext)
    }

    /// The length of the associated bytes comes first, so that no byte can move between the parts.
    private func code(of message: SealedMessage) -> Digest {
        let length = UInt64(message.associatedCount).bigEndian
        return withUnsafeBytes(of: length) { length in
            codeKey.code(for: [
                length,
                UnsafeRawBufferPointer(
                    start: message.associated, count: Int(message.associatedCount)),
                UnsafeRawBufferPointer(start: message.nonce, count: Cipher.gm.nonceByteCount),
                body(of: message),
            ])
        }
    }

    private func body(of message: SealedMessage) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: message.body, count: Int(message.bodyCount))
    }
}
