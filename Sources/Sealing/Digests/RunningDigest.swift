import COpenSSL
import Foundation

/// A digest fed piece by piece; for one thread at a time.
public final class RunningDigest {
    /// The function that makes the digest.
    public let algorithm: Digest.Algorithm

    private let context: OpaquePointer

    /// Starts with nothing fed.
    public init(by algorithm: Digest.Algorithm = .sha256) {
        guard let context = EVP_MD_CTX_new() else {
            preconditionFailure("Out of memory for a digest.")
        }
        self.algorithm = algorithm
        self.context = context
        restart()
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Feeds the next piece.
    public func update(_ bytes: some ContiguousBytes) {
        let status = bytes.withUnsafeBytes {
            EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        precondition(status == 1, "OpenSSL digests whatever it is given.")
    }

    /// The digest of all that was fed; the next piece starts a new one.
    public func finish() -> Digest {
        let digest = Digest { EVP_DigestFinal_ex(context, $0, nil) }
        restart()
        return digest
    }

    private func restart() {
        let status = EVP_DigestInit_ex2(context, algorithm.fetched.handle, nil)
        precondition(status == 1, "OpenSSL starts a digest, or is out of memory.")
    }
}
