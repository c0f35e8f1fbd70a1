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

    /// Whether a digest was made of a payload that is kept behind its salt.
    ///
    /// - Parameter salted: The salt, then the payload; one that is shorter than a salt fits nothing.
    public static func digest(
        _ digest: Digest, fitsSalted salted: [UInt8], by algorithm: Digest.Algorithm = .sha256
    ) -> Bool {
        salted.count >= saltByteCount
            && salted.withUnsafeBytes { self.digest(of: [$0], by: algorithm) } == digest
    }

    private static func digest(
        of payload: some ContiguousBytes, salt: [UInt8], by algorithm: Digest.Algorithm
    ) -> Digest {
        salt.withUnsafeBytes { salt in
            payload.withUnsafeBytes { digest(of: [salt, $0], by: algorithm) }
        }
    }

    /// The digest of a domain and the pieces, joined: once over all costs less than piece by piece.
    private static func digest(
        of pieces: [UnsafeRawBufferPointer], by algorithm: Digest.Algorithm
    ) -> Digest {
        let domain: StaticString = "rollcall/commitment/1\0"
        let count = pieces.reduce(domain.utf8CodeUnitCount) { $0 + $1.count }
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { joined in
            let start = UnsafeRawBufferPointer(
                start: domain.utf8Start, count: domain.utf8CodeUnitCount)
            var end = 0
            for piece in [start] + pieces {
                UnsafeMutableRawBufferPointer(rebasing: joined[end..<end + piece.count])
                    .copyMemory(from: piece)
                end += piece.count
            }
            return Digest(of: UnsafeRawBufferPointer(joined), by: algorithm)
        }
    }
}
