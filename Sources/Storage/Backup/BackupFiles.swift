import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The names of a backup's files, and how files appear whole or not at all.
public enum BackupFiles {
    /// The one file of keys of a folder: it opens all copies beside it, and every backup replaces it.
    public static let keys = "rollcall.keys"

    /// Copies begin with this and end with `.copy`; their number stands between.
    private static let prefix = "rollcall-"

    /// The name of a copy.
    static func copy(_ number: Int64) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".copy"
    }

    /// The newest copy in a folder; nil when there is none.
    static func newestCopy(in folder: URL) throws -> String? {
        try names(in: folder).max { number(of: $0) ?? 0 < number(of: $1) ?? 0 }
            .flatMap { number(of: $0) == nil ? nil : $0 }
    }

    private static func number(of name: String) -> Int64? {
        guard name.hasPrefix(prefix), name.hasSuffix(".copy") else { return nil }
        return Int64(name.dropFirst(prefix.count).dropLast(5))
    }

    static func names(in folder: URL) throws -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw BackupError.file(folder.path, cause: error.localizedDescription)
        }
    }

    /// Makes a folder that only its owner enters, unless there is one.
    static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch { throw BackupError.file(folder.path, cause: error.localizedDescription) }
    }

    /// A new file that only its owner reads.
    static func newFile(_ file: URL) throws -> FileHandle {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(file.path, flags, 0o600)
        guard descriptor >= 0 else { throw failure(file) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Gives a durable file its name, in place of any other of that name, durably.
    static func publish(_ draft: URL, as file: URL) throws {
        guard rename(draft.path, file.path) == 0 else { throw failure(file) }
        try synchronize(file.deletingLastPathComponent())
    }

    /// Moves the files of a finished backup into another folder, the keys first.
    ///
    /// - Throws: `BackupError.file`.
    public static func move(_ names: [String], from source: URL, to target: URL) throws {
        try makeFolder(target)
        for name in names {
            let (origin, draft) = (source.appending(path: name), draft(of: name, in: target))
            do {
                try? FileManager.default.removeItem(at: draft)
                try FileManager.default.copyItem(at: origin, to: draft)
                let copy = try FileHandle(forWritingTo: draft)
                try copy.synchronize()
                try copy.close()
            } catch {
                try? FileManager.default.removeItem(at: draft)
                throw BackupError.file(draft.path, cause: error.localizedDescription)
            }
            try publish(draft, as: target.appending(path: name))
            try? FileManager.default.removeItem(at: origin)
        }
    }

    /// Where a file is written before it has its name.
    static func draft(of name: String, in folder: URL) -> URL {
        folder.appending(path: ".\(name).draft")
    }

    /// Where a server's copy stands while it is made: beside the database, never in the backup's
    /// own folder, for it is not sealed yet.
    static func workshop(in folder: URL) -> URL { folder.appending(path: "backup.draft") }

    /// Takes away what a backup that did not end left beside the database, or in its own folder.
    static func discardDrafts(in folder: URL) throws {
        let workshop = workshop(in: folder).lastPathComponent
        for name in try names(in: folder)
        where name == workshop || name.hasPrefix(".rollcall") && name.hasSuffix(".draft") {
            do { try FileManager.default.removeItem(at: folder.appending(path: name)) } catch {
                throw BackupError.file(folder.path, cause: error.localizedDescription)
            }
        }
    }

    /// Makes what happened to a folder's names durable.
    static func synchronize(_ folder: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        let status = fsync(descriptor)
        let cause = errno
        _ = close(descriptor)
        errno = cause
        guard status == 0 else { throw failure(folder) }
    }

    static func failure(_ file: URL) -> BackupError {
        .file(file.path, cause: String(cString: strerror(errno)))
    }
}
