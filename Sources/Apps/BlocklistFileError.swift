/// Why a blocklist file does not parse.
public enum BlocklistFileError: Error, Equatable, Sendable {
    /// The first line that is not a remark does not name the revision.
    case revision
    /// This line is not nine cells that make a rule.
    case line(Int)
    /// Two lines have this id.
    case repeatedID(String)
}
