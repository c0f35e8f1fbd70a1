/// A key sealed under the key of the owner one step above, ready to be stored.
///
/// Forgetting every copy of it makes all that the key sealed unreadable: crypto-shredding.
public struct WrappedKey: Hashable, Sendable {
    /// What is stored.
    public let bytes: [UInt8]

    /// The version of the key that wrapped it; tells rotation what is still to do.
    public let wrapperVersion: UInt32

    /// Reads what was stored; whether it is authentic shows when it is unwrapped.
    ///
    /// - Throws: `SealError.truncated`, `.unknownFormat`, `.tooLong`.
    public init(bytes: [UInt8]) throws(SealError) {
        wrapperVersion = try BoxHeader(reading: bytes).keyVersion
        self.bytes = bytes
    }
}
