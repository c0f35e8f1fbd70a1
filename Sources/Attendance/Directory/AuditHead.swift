import Timekeeping

/// Where one hash chain stands.
public struct AuditHead: Hashable, Sendable {
    /// Whose chain it is, as its signature names it: the organization, or `audit:` and it.
    public let name: String
    /// The number of the newest link; 0 before the first.
    public let sequence: UInt64
    /// When the newest link was recorded.
    public let recordedAt: Instant
    /// The digest of the newest link: 32 bytes.
    public let digest: [UInt8]

    /// A head as its parts say.
    public init(name: String, sequence: UInt64, recordedAt: Instant, digest: [UInt8]) {
        self.name = name
        self.sequence = sequence
        self.recordedAt = recordedAt
        self.digest = digest
    }
}
