import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Keeps a folder to one store for as long as it lives, or until its process ends in any way.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `OpeningError.alreadyOpen`, `.folder`.
    init(_ folder: URL) throws(OpeningError) {
        let path = folder.appending(path: "lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .folder(folder.path, cause: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Self.release(descriptor)
            throw .alreadyOpen(folder.path)
        }
        self.descriptor = descriptor
    }

    /// Whether a store has the folder just now; a folder without a lock is free.
    static func isHeld(_ folder: URL) -> Bool {
        let descriptor = open(folder.appending(path: "lock").path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { release(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
        _ = flock(descriptor, LOCK_UN)
        return false
    }

    /// Lets another store have the folder.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    deinit { Self.release(descriptor) }

    private static func release(_ descriptor: Int32) { _ = close(descriptor) }
}
