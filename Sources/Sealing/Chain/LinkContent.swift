/// What one link of a chain says.
public struct LinkContent: Hashable, Sendable {
    /// The number of the link: 1 for the first, then without a gap.
    public let sequence: UInt64
    /// When it was recorded, in milliseconds since 1970; never less than the link before.
    public let time: Int64
    /// What was recorded, committed to by `Commitment`.
    public let commitment: Digest

    /// The content of a stored row.
    public init(sequence: UInt64, time: Int64, commitment: Digest) {
        self.sequence = sequence
        self.time = time
        self.commitment = commitment
    }
}
