/// Why a root key file was refused; the path is the caller's to add.
public enum RootKeyError: Error, Hashable, Sendable {
    /// There is no such file.
    case absent
    /// A file is there already, and a root key is never overwritten.
    case exists
    /// The path is a symbolic link, a folder or anything else that is no regular file.
    case notRegular
    /// Others than the owner may read or write it; it must be 0600 or 0400.
    case openToOthers(mode: UInt32)
    /// It belongs to another user than the one who runs the server.
    case foreignUser(UInt32)
    /// It is not exactly as long as a key.
    case wrongLength(Int, expected: Int)
    /// The operating system refused; `errno` says why.
    case unavailable(errno: Int32)
    /// There was no randomness to make a key of.
    case randomUnavailable
}
