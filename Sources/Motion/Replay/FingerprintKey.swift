/// The secret under which sample streams are fingerprinted, 128 bits; one per organization.
///
/// Without it nobody can tell which recording a stored fingerprint belongs to, nor compare the
/// recordings of two organizations.
public struct FingerprintKey: Equatable, Sendable {
    let low: UInt64
    let high: UInt64

    /// Takes the two halves of a random or derived key.
    public init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
}
