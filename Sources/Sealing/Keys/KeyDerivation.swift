import Foundation

/// HKDF (RFC 5869): independent keys from one secret, told apart by labels.
///
/// Written on HMAC, which is keyed once, so that deriving several keys costs one extraction.
public final class KeyDerivation: Sendable {
    private let pseudorandomKey: AuthenticationKey

    /// Extracts from a secret of any length.
    ///
    /// - Parameter salt: May be empty, which RFC 5869 takes as 32 zero bytes.
    public init(
        from secret: Secret,
        salt: [UInt8] = [],
        by algorithm: Digest.Algorithm = .sha256
    ) {
        let salt = salt.isEmpty ? [UInt8](repeating: 0, count: Digest.byteCount) : salt
        let extractor = AuthenticationKey(Secret(copying: salt), by: algorithm)
        let extracted = secret.withBytes { extractor.code(for: $0) }
        pseudorandomKey = AuthenticationKey(Secret(copying: extracted), by: algorithm)
    }

    /// Expands to key bytes for one label.
    ///
    /// - Parameters:
    ///   - label: RFC 5869's `info`: what the key is for, and its version.
    ///   - count: 1…8,160 bytes.
    /// - Throws: `SealError.invalidKey` when the count is outside its range.
    public func secret(labelled label: String, count: Int = 32) throws(SealError) -> Secret {
        try secret(info: Array(label.utf8), count: count)
    }

    /// Expands to key bytes for one label given as bytes; see `secret(labelled:count:)`.
    public func secret(info: [UInt8], count: Int) throws(SealError) -> Secret {
        guard (1...255 * Digest.byteCount).contains(count) else { throw .invalidKey }
        return Secret(count: count) { output in
            var block = Digest?.none
            var written = 0
            var counter: UInt8 = 1
            while written < count {
                let next = expand(after: block, info: info, counter: counter)
                next.withUnsafeBytes {
                    let piece = $0.prefix(count - written)
                    UnsafeMutableRawBufferPointer(rebasing: output[written...])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
                    written += piece.count
                }
                block = next
                counter &+= 1
            }
        }
    }

    private func expand(after block: Digest?, info: [UInt8], counter: UInt8) -> Digest {
        info.withUnsafeBytes { info in
            withUnsafeBytes(of: counter) { counter in
                guard let block else { return pseudorandomKey.code(for: [info, counter]) }
                return block.withUnsafeBytes {
                    pseudorandomKey.code(for: [$0, info, counter])
                }
            }
        }
    }
}
