import Sealing

/// The first thing that is wrong with what an organization's chains say.
public enum LedgerBreak: Error, Hashable, Sendable {
    /// The links of the records, or of the audit log, are not those that were appended.
    case chain(ChainName, ChainBreak)
    /// The newest links are gone: the chain ends before its head, or elsewhere.
    case truncated(ChainName, last: UInt64, head: UInt64)
    /// What a row says is not what its link commits to.
    case altered(ChainName, sequence: UInt64)
    /// A column that queries read says something else than the record itself.
    case column(String, sequence: UInt64)

    /// Which chain is broken.
    public enum ChainName: String, Hashable, Sendable {
        /// The records.
        case records
        /// The log of changes.
        case audit
    }
}
