/// What a database engine could not do.
struct EngineError: Error, Hashable, Sendable {
    let kind: Kind
    /// For the log only; carries no value of a row.
    let message: String

    enum Kind: Hashable, Sendable {
        /// No room is left; nothing was written.
        case full
        /// What was read is not what was written.
        case corrupt
        /// Everything else; whether a commit took place is unknown.
        case other
    }
}
