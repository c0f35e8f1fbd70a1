/// The first thing that is wrong with a chain.
public enum ChainBreak: Error, Hashable, Sendable {
    /// A link says something else than when it was appended, or its digest was changed.
    case edited(sequence: UInt64)
    /// One or more links are missing before a later one.
    case deleted(expected: UInt64, found: UInt64)
    /// A link comes again, or after a later one.
    case reordered(expected: UInt64, found: UInt64)
    /// A link is older than the one before it.
    case backInTime(sequence: UInt64)
    /// The chain ends before its signed head.
    case truncated(last: UInt64, signed: UInt64)
    /// The links fit each other but not the signed head: the chain was computed anew.
    case recomputed(sequence: UInt64)
    /// The signed head was not signed by the key, or is another organization's or algorithm's.
    case forgedHead(sequence: UInt64)
}
