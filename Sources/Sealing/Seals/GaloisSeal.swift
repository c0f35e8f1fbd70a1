import COpenSSL
import Synchronization

/// AES-256-GCM under one key, whose schedule is computed once.
///
/// Unchecked: `lock` guards every use of `context`, for the length of one message.
final class GaloisSeal: @unchecked Sendable {
    private let context: OpaquePointer
    private let lock = Mutex(())

    /// - Parameter key: 32 bytes.
    /// - Throws: `SealError.invalidKey`, `.library`.
    init(key: Secret) throws(SealError) {
        guard key.count == 32 else { throw .invalidKey }
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(.making) }
        self.context = context
        let status = key.withBytes { key in
            EVP_EncryptInit_ex2(
                context,
                Fetched.required(Fetched.aes256GCM).handle,
                key.baseAddress?.assumingMemoryBound(to: UInt8.self),
                nil,
                nil
            )
        }
        guard status == 1 else { throw .library(.making) }
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Encrypts the plaintext into the message's body and writes its tag; false if OpenSSL refused.
    func seal(_ plaintext: UnsafeRawBufferPointer, into message: SealedMessage) -> Bool {
        lock.withLock { _ in
            var written: Int32 = 0
            return EVP_EncryptInit_ex2(context, nil, nil, message.nonce, nil) == 1
                && EVP_EncryptUpdate(
                    context,
                    nil,
                    &written,
                    message.associated,
                    message.associatedCount
                ) == 1
                && (message.bodyCount == 0
                    || EVP_EncryptUpdate(
                        context,
                        message.body,
                        &written,
                        plaintext.bytePointer,
                        message.bodyCount
                    ) == 1)
                && EVP_EncryptFinal_ex(context, message.body, &written) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, message.tag) == 1
        }
    }

    /// Decrypts the message into a buffer as long as its body; false if the tag does not fit.
    func open(_ message: SealedMessage, into plaintext: UnsafeMutableRawBufferPointer) -> Bool {
        lock.withLock { _ in
            var written: Int32 = 0
            let output = plaintext.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let opened =
                EVP_DecryptInit_ex2(context, nil, nil, message.nonce, nil) == 1
                && EVP_DecryptUpdate(
                    context,
                    nil,
                    &written,
                    message.associated,
                    message.associatedCount
                ) == 1
                && (message.bodyCount == 0
                    || EVP_DecryptUpdate(
                        context,
                        output,
                        &written,
                        message.body,
                        message.bodyCount
                    ) == 1)
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, message.tag) == 1
                && EVP_DecryptFinal_ex(context, output, &written) == 1
            if !opened { ERR_clear_error() }
            return opened
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The address of the first byte; nil when there is none.
    var bytePointer: UnsafePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
