#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file of mode 0600 without a name; open until it is released or let go.
struct UnnamedFile: ~Copyable {
    let descriptor: Int32

    /// Creates the file in a folder and unlinks it at once.
    init(in folder: String) throws(ReportError) {
        let path = folder + "/rollcall-" + String(UInt64.random(in: .min ... .max), radix: 36)
        let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .temporaryFile(during: .create, code: errno) }
        guard unlink(path) == 0 else {
            let code = errno
            close(opened)
            throw .temporaryFile(during: .unlink, code: code)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// A path by which this process can open the file once more.
    var path: String { "/dev/fd/\(descriptor)" }

    /// The file as something to read.
    borrowing func reader() throws(ReportError) -> ReportFile {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .temporaryFile(during: .read, code: errno) }
        return try ReportFile(adopting: copy)
    }

    /// The folder for temporary files that the environment names, else `/tmp`.
    static var defaultFolder: String {
        guard let named = getenv("TMPDIR"), named.pointee != 0 else { return "/tmp" }
        return String(cString: named)
    }
}
