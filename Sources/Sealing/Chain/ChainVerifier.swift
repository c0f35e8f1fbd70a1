/// Reads a chain link by link, in the order of their sequence, and stops at the first break.
///
/// Links alone show edits, deletions and reordering. That the end is missing, or that all was
/// computed anew, shows only against signed heads that were kept elsewhere: give all there are.
public struct ChainVerifier: Sendable {
    /// Where the verified part of the chain stands.
    public private(set) var head: ChainHead

    private var time = Int64.min
    private let anchors: [SignedHead]
    private var nextAnchor = 0

    /// Starts before an organization's first link.
    ///
    /// - Parameters:
    ///   - signedHeads: In any order; each is checked when the chain reaches it.
    ///   - key: Who signed them.
    /// - Throws: `ChainBreak.forgedHead`, `.recomputed`.
    public init(
        organization: String, algorithm: Digest.Algorithm = .sha256,
        signedHeads: [SignedHead] = [], key: Ed25519PublicKey? = nil
    ) throws(ChainBreak) {
        for signed in signedHeads {
            guard let key, signed.organization == organization,
                signed.head.algorithm == algorithm, signed.isSigned(by: key)
            else { throw .forgedHead(sequence: signed.head.sequence) }
        }
        anchors = signedHeads.sorted { $0.head.sequence < $1.head.sequence }
        head = ChainHead(startOf: organization, algorithm: algorithm)
        try checkAnchors()
    }

    /// Takes the next link.
    ///
    /// - Complexity: O(1); one digest.
    /// - Throws: `ChainBreak`; the verifier is spent then.
    public mutating func accept(_ link: ChainLink) throws(ChainBreak) {
        let expected = head.sequence &+ 1
        let found = link.content.sequence
        guard found == expected else {
            if found > expected { throw .deleted(expected: expected, found: found) }
            throw .reordered(expected: expected, found: found)
        }
        let digest = ChainLink.digest(after: head.digest, link.content, by: head.algorithm)
        guard digest == link.digest else { throw .edited(sequence: found) }
        guard link.content.time >= time else { throw .backInTime(sequence: found) }
        time = link.content.time
        head = ChainHead(sequence: found, digest: digest, algorithm: head.algorithm)
        try checkAnchors()
    }

    /// Says that there are no more links.
    ///
    /// - Returns: The head, which should be signed and kept.
    /// - Throws: `ChainBreak.truncated`.
    public func finish() throws(ChainBreak) -> ChainHead {
        if let last = anchors.last, last.head.sequence > head.sequence {
            throw .truncated(last: head.sequence, signed: last.head.sequence)
        }
        return head
    }

    private mutating func checkAnchors() throws(ChainBreak) {
        while nextAnchor < anchors.count, anchors[nextAnchor].head.sequence == head.sequence {
            guard anchors[nextAnchor].head.digest == head.digest else {
                throw .recomputed(sequence: head.sequence)
            }
            nextAnchor += 1
        }
    }
}
