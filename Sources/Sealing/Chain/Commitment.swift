import Foundation

/// A promise of a value that does not tell it: the digest of a salt and the value.
///
/// The chain holds the digest. When the value must be forgotten, value and salt are deleted; the
/// chain still verifies, and without the salt nobody can try values against the digest.
public struct Commitment: Hashable, Sendable {
    /// The length of a salt in bytes.
    public static let saltByteCount = 16

    /// What the chain holds.
    public let digest: Digest
    /// 16 random bytes, kept and erased with the value.
    public let salt: [UInt8]

    /// Commits to a value under a fresh salt.
    ///
    /// - Parameter payload: The value's canonical bytes; see `CanonicalBytes`.
    /// - Throws: `SealError.randomUnavailable`.
    public init(
        to payload: some ContiguousBytes, by algorithm: Digest.Algorithm = .sha256,
        from random: SecureRandom = .system
    ) throws(SealError) {
        salt = try random.bytes(Commitment.saltByteCount)
        digest = Commitment.digest(of: payload, salt: salt, by: algorithm)
    }

    /// Whether a digest was made of this payload and salt.
    public static func digest(
        _ digest: Digest, fits payload: some ContiguousBytes, salt: [UInt8],
        by algorithm: Digest.Algorithm = .sha256
    ) -> Bool {
        salt.count == saltByteCount
            && self.digest(of: payload, salt: salt, by: algorithm) == digest
    }

    private static func digest(
        of payload: some ContiguousBytes, salt: [UInt8], by algorithm: Digest.Algorithm
    ) -> Digest {
        let running = RunningDigest(by: algorithm)
        running.update(Array("rollcall/commitment/1\0".utf8))
        running.update(salt)
        running.update(payload)
        return running.finish()
    }
}
