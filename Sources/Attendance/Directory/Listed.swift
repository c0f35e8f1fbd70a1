/// One row of a list: what it says, or that it was altered where it lies.
///
/// One row that does not open, or does not fit its chain, never hides the others.
public enum Listed<Value: Sendable>: Sendable {
    /// The row as it was written.
    case value(Value)
    /// The row says something that was never written.
    case altered(AlteredRow)

    /// What the row says; nil where it was altered.
    public var value: Value? { if case .value(let value) = self { value } else { nil } }

    /// The row that was altered; nil where it was not.
    public var altered: AlteredRow? { if case .altered(let row) = self { row } else { nil } }
}

/// Which row was altered; nothing that it says is believed but where it stands.
public struct AlteredRow: Hashable, Sendable {
    /// Its place in the ledger or log; nil for rows that have none.
    public let sequence: Int64?
    /// Its id, as far as that can be told.
    public let id: String?

    /// A row as its parts say.
    public init(sequence: Int64?, id: String?) {
        self.sequence = sequence
        self.id = id
    }
}
