/// A chain's head with an Ed25519 signature: what is exported, so that nobody can rewrite the past.
public struct SignedHead: Hashable, Sendable {
    /// Whose chain it is.
    public let organization: String
    /// Where the chain stood.
    public let head: ChainHead
    /// When it was signed, in milliseconds since 1970.
    public let time: Int64
    /// 64 bytes.
    public let signature: [UInt8]

    /// A signed head as it was exported; `isSigned(by:)` says whether to believe it.
    public init(organization: String, head: ChainHead, time: Int64, signature: [UInt8]) {
        self.organization = organization
        self.head = head
        self.time = time
        self.signature = signature
    }

    /// Signs a head.
    ///
    /// - Parameter time: Milliseconds since 1970.
    /// - Throws: `SealError.library`.
    public init(
        signing head: ChainHead, of organization: String, at time: Int64,
        with key: Ed25519PrivateKey
    ) throws(SealError) {
        let message = SignedHead.message(organization, head, time)
        self.init(
            organization: organization, head: head, time: time,
            signature: try key.signature(of: message))
    }

    /// Whether the signature is this key's.
    public func isSigned(by key: Ed25519PublicKey) -> Bool {
        key.verifies(signature, of: SignedHead.message(organization, head, time))
    }

    private static func message(
        _ organization: String, _ head: ChainHead, _ time: Int64
    ) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "rollcall/chain-head/1", capacity: 160)
        bytes.append(organization)
        bytes.append(UInt64(head.algorithm.rawValue))
        bytes.append(head.sequence)
        bytes.append(head.digest)
        bytes.append(time)
        return bytes.bytes
    }
}
