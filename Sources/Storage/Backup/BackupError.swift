import Attendance

/// Why a backup was not made, or a database not restored.
public enum BackupError: Error, Equatable, Sendable {
    /// The engine's databases are backed up by tools of their own.
    case notOfThisEngine
    /// Keys are under two root keys, because a rotation did not end.
    case rotationUnfinished
    /// A file or folder could not be read or written.
    case file(String, cause: String)
    /// People were erased so often meanwhile that no file of keys was true for long enough.
    case restless
    /// The folder to restore into has something in it.
    case notEmpty(String)
    /// The folder has no file of keys.
    case noKeys(String)
    /// The folder has no such copy.
    case noCopy(String)
    /// A file is not as it was written: damaged, altered, cut short or of another backup.
    case altered(String)
    /// A file was made under another root key than the one given.
    case otherRootKey(String)
    /// The keys are older than the copy, or than the newest that are known to have been made.
    case keysTooOld(number: Int64, needed: Int64)
    /// The copy's own key is not kept any more.
    case ended(Int64)
    /// The keys belong to another database.
    case foreignKeys
    /// So many members' keys are neither in the file of keys nor ended by an erasure.
    case missingKeys(Int64)
    /// The database file itself is damaged.
    case damaged(String)
    /// A chain is broken, or a sealed value does not open.
    case broken(OrganizationID, LedgerBreak)
    /// The file of erasures beside the root key cannot be understood.
    case ledger(String, line: Int)
}

extension BackupError: CustomStringConvertible {
    /// The reason as the operator reads it.
    public var description: String {
        switch self {
        case .notOfThisEngine: "this database is backed up by its own tools"
        case .rotationUnfinished: "the root key is being replaced; rollcall rotate-keys ends it"
        case .file(let path, let cause): "\(path) cannot be used: \(cause)"
        case .restless: "people were erased while their keys were copied; try again"
        case .notEmpty(let path): "\(path) is not empty"
        case .noKeys(let path): "there is no file of keys at \(path)"
        case .noCopy(let path): "there is no copy of a database at \(path)"
        case .altered(let path): "\(path) is damaged, altered or of another backup"
        case .otherRootKey(let path): "\(path) was made under another root key"
        case .keysTooOld(let number, let needed):
            "the file of keys is number \(number), but number \(needed) was made: with older keys "
                + "people may come back who were erased since (--at-least \(number) takes it)"
        case .ended(let number): "copy \(number) is over: its key is kept no longer"
        case .foreignKeys: "the file of keys belongs to another database"
        case .missingKeys(let count):
            "the keys of \(count) members are missing: they were replaced after the copy was made"
        case .damaged(let what): "the database is damaged: \(what)"
        case .broken(let organization, let fault): "\(organization): \(fault)"
        case .ledger(let path, let line): "line \(line) of \(path) cannot be understood"
        }
    }
}
