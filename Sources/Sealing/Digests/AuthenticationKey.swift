import COpenSSL
import Foundation
import Synchronization

/// A key that makes and checks message authentication codes: HMAC (RFC 2104) over SHA-256 or SM3.
///
/// The padded key is absorbed once. Any thread may use it; calls take turns under a lock that is
/// held for the length of one message. Unchecked: `lock` guards every use of `context`.
public final class AuthenticationKey: @unchecked Sendable {
    /// The digest inside the code.
    public let algorithm: Digest.Algorithm

    private let context: OpaquePointer
    private let lock = Mutex(())

    /// A key of any length; 32 bytes are usual.
    public init(_ secret: Secret, by algorithm: Digest.Algorithm = .sha256) {
        self.algorithm = algorithm
        context = AuthenticationKey.makeContext(secret, algorithm)
    }

    deinit { EVP_MAC_CTX_free(context) }

    /// The code of a message.
    public func code(for message: some ContiguousBytes) -> Digest {
        message.withUnsafeBytes { code(for: [$0]) }
    }

    /// Whether a code is the message's own, in a time that does not depend on where they differ.
    public func verifies(_ code: Digest, for message: some ContiguousBytes) -> Bool {
        self.code(for: message) == code
    }

    /// The code of a message given in pieces, as if they were joined.
    func code(for pieces: [UnsafeRawBufferPointer]) -> Digest {
        lock.withLock { _ in
            var status = EVP_MAC_init(context, nil, 0, nil)
            for piece in pieces where status == 1 {
                status = EVP_MAC_update(
                    context,
                    piece.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    piece.count
                )
            }
            precondition(status == 1, "OpenSSL authenticates whatever it is given.")
            return Digest { EVP_MAC_final(context, $0, nil, Digest.byteCount) }
        }
    }

    private static func makeContext(
        _ secret: Secret,
        _ algorithm: Digest.Algorithm
    ) -> OpaquePointer {
        guard let context = EVP_MAC_CTX_new(Fetched.required(Fetched.hmac).handle) else {
            preconditionFailure("Out of memory for an authentication key.")
        }
        var name = Array(algorithm.openSSLName.utf8CString)
        let status = name.withUnsafeMutableBufferPointer { name in
            let parameters = [
                OSSL_PARAM_construct_utf8_string(ParameterName.digest, name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return secret.withBytes { key in
                EVP_MAC_init(
                    context,
                    key.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    key.count,
                    parameters
                )
            }
        }
        precondition(status == 1, "OpenSSL takes a key of any length.")
        return context
    }
}
