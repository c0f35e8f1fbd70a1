import Foundation

/// One link of a hash chain as it is stored: what it says, and what binds it to all before.
public struct ChainLink: Hashable, Sendable {
    /// What the link says.
    public let content: LinkContent
    /// The chain's head once this link is its newest.
    public let digest: Digest

    /// A link as it was stored; `ChainVerifier` says whether it is right.
    public init(content: LinkContent, digest: Digest) {
        self.content = content
        self.digest = digest
    }

    /// The digest of a link: over a domain, the previous head, sequence, time and commitment.
    ///
    /// Every part has a fixed length, so nothing can move between them.
    static func digest(
        after previous: Digest, _ content: LinkContent, by algorithm: Digest.Algorithm
    ) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { bytes in
            bytes.copyBytes(from: "rollcall/link/1\0".utf8)
            previous.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: bytes[16..<48]).copyMemory(from: $0)
            }
            bytes.storeBytes(of: content.sequence.bigEndian, toByteOffset: 48, as: UInt64.self)
            bytes.storeBytes(of: content.time.bigEndian, toByteOffset: 56, as: Int64.self)
            content.commitment.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: bytes[64...]).copyMemory(from: $0)
            }
            return Digest(of: UnsafeRawBufferPointer(bytes), by: algorithm)
        }
    }
}
