import COpenSSL
import Synchronization

/// SM4 in counter mode (GB/T 32907) under one key, whose schedule is computed once.
///
/// Unchecked: `lock` guards every use of `context`, for the length of one message.
final class CounterCipher: @unchecked Sendable {
    private let context: OpaquePointer
    private let lock = Mutex(())

    /// - Parameter key: 16 bytes.
    /// - Throws: `SealError.invalidKey`, `.library`.
    init(key: Secret) throws(SealError) {
        guard key.count == 16 else { throw .invalidKey }
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(.making) }
        self.context = context
        let status = key.withBytes { key in
            EVP_EncryptInit_ex2(
                context, Fetched.required(Fetched.sm4CTR).handle, key.bytePointer, nil, nil)
        }
        guard status == 1 else { throw .library(.making) }
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Encrypts or decrypts, which is the same; false if OpenSSL refused.
    ///
    /// - Parameters:
    ///   - counter: The first counter block: 16 bytes.
    ///   - output: At least as long as the input.
    func apply(
        counter: UnsafePointer<UInt8>, to input: UnsafeRawBufferPointer,
        output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard !input.isEmpty else { return true }
        guard let count = Int32(exactly: input.count), output.count >= input.count else {
            return false
        }
        return lock.withLock { _ in
            var written: Int32 = 0
            return EVP_EncryptInit_ex2(context, nil, nil, counter, nil) == 1
                && EVP_EncryptUpdate(
                    context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), &written,
                    input.bytePointer, count) == 1
        }
    }
}
