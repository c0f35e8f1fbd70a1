/// Where a hash chain stands: how many links it has, and the digest that stands for all of them.
public struct ChainHead: Hashable, Sendable {
    /// The number of the newest link; 0 before the first.
    public let sequence: UInt64
    /// The digest of the newest link, or of the organization's name before the first.
    public let digest: Digest
    /// The function the chain is made with.
    public let algorithm: Digest.Algorithm

    /// A head as it was stored.
    public init(sequence: UInt64, digest: Digest, algorithm: Digest.Algorithm = .sha256) {
        self.sequence = sequence
        self.digest = digest
        self.algorithm = algorithm
    }

    /// The head of an organization's chain before its first link.
    public init(startOf organization: String, algorithm: Digest.Algorithm = .sha256) {
        var bytes = CanonicalBytes(domain: "rollcall/chain-start/1")
        bytes.append(organization)
        self.init(
            sequence: 0, digest: Digest(of: bytes.bytes, by: algorithm), algorithm: algorithm)
    }

    /// The head after one more link.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - commitment: From `Commitment`.
    public func appending(time: Int64, commitment: Digest) -> ChainHead {
        let next = sequence &+ 1
        let digest = ChainLink.digest(
            after: self.digest, LinkContent(sequence: next, time: time, commitment: commitment),
            by: algorithm)
        return ChainHead(sequence: next, digest: digest, algorithm: algorithm)
    }

    /// The link that leads from this head to the next.
    ///
    /// - Parameter time: Milliseconds since 1970.
    public func link(time: Int64, commitment: Digest) -> ChainLink {
        let head = appending(time: time, commitment: commitment)
        return ChainLink(
            content: LinkContent(sequence: head.sequence, time: time, commitment: commitment),
            digest: head.digest)
    }
}
