/// Why a store could not be opened.
public enum OpeningError: Error, Equatable, Sendable {
    /// Another process has it open.
    case alreadyOpen(String)
    /// The folder cannot be made or written to.
    case folder(String, cause: String)
    /// A newer program wrote it: it has a migration that this program does not know.
    case newerDatabase(found: Int64, known: Int64)
    /// A migration was changed after it was applied.
    case changedMigration(Int64)
    /// The database's keys are wrapped under another root key than the one given.
    case foreignRootKey
    /// Commits would not be durable; the reasons.
    case notDurable([String])
    /// The database engine refused.
    case engine(cause: String)
}

extension OpeningError: CustomStringConvertible {
    /// The reason as the operator reads it.
    public var description: String {
        switch self {
        case .alreadyOpen(let folder): "another process has \(folder) open"
        case .folder(let folder, let cause): "the folder \(folder) cannot be used: \(cause)"
        case .newerDatabase(let found, let known):
            "a newer program wrote the database: its schema is \(found), this program knows \(known)"
        case .changedMigration(let number): "the database was made by another step \(number)"
        case .foreignRootKey: "the database belongs to another root key"
        case .notDurable(let reasons): reasons.joined(separator: "; ")
        case .engine(let cause): "the database cannot be opened: \(cause)"
        }
    }
}
