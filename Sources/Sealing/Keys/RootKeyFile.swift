import Foundation

/// The root key outside the database: 32 raw bytes in a file that only its owner may read.
public enum RootKeyFile {
    /// The length of the file.
    public static let byteCount = 32

    /// The key in a file.
    ///
    /// The file is opened without following a link and judged by its descriptor, so that nothing
    /// can be exchanged between the look and the read.
    ///
    /// - Throws: `RootKeyError`, any case but `.exists` and `.randomUnavailable`.
    public static func load(path: String) throws(RootKeyError) -> Secret {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw .absent
            case ELOOP: throw .notRegular
            default: throw .unavailable(errno: errno)
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unavailable(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_uid == geteuid() else { throw .foreignUser(UInt32(status.st_uid)) }
        guard status.st_mode & 0o7177 == 0 else {
            throw .openToOthers(mode: UInt32(status.st_mode & 0o7777))
        }
        guard status.st_size == byteCount else {
            throw .wrongLength(Int(status.st_size), expected: byteCount)
        }
        return try read(descriptor: descriptor)
    }

    /// The key that an inherited descriptor gives up to its end; the descriptor stays open.
    ///
    /// - Throws: `RootKeyError.wrongLength`, `.unavailable`.
    public static func read(descriptor: Int32) throws(RootKeyError) -> Secret {
        var failure: RootKeyError?
        let secret = Secret(count: byteCount + 1) { buffer in
            var count = 0
            while count < buffer.count {
                let step = Foundation.read(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if step < 0 && errno == EINTR { continue }
                if step < 0 { failure = .unavailable(errno: errno) }
                if step <= 0 { break }
                count += step
            }
            if failure == nil && count != byteCount {
                failure = .wrongLength(count, expected: byteCount)
            }
        }
        if let failure { throw failure }
        return secret.withBytes { Secret(copying: $0.prefix(byteCount)) }
    }

    /// Makes a key and its file, mode 0600, durable before this returns.
    ///
    /// The file appears whole or not at all: it is written beside its place and then linked there,
    /// which fails if anything has that name.
    ///
    /// - Throws: `RootKeyError.exists`, `.unavailable`, `.randomUnavailable`.
    public static func create(
        path: String, random: SecureRandom = .system
    ) throws(RootKeyError) -> Secret {
        let secret: Secret
        let draft: String
        do throws(SealError) {
            secret = try Secret(randomByteCount: byteCount, from: random)
            draft = path + "." + Hexadecimal.encode(try SecureRandom.system.bytes(8))
        } catch { throw .randomUnavailable }
        try write(secret, to: draft)
        defer { unlink(draft) }
        guard link(draft, path) == 0 else {
            if errno == EEXIST { throw .exists }
            throw .unavailable(errno: errno)
        }
        try synchronizeFolder(of: path)
        return secret
    }

    /// The key in a file, which is made first when there is none.
    ///
    /// - Throws: `RootKeyError`.
    public static func loadOrCreate(
        path: String, random: SecureRandom = .system
    ) throws(RootKeyError) -> Secret {
        do throws(RootKeyError) {
            return try load(path: path)
        } catch .absent {
            do throws(RootKeyError) {
                return try create(path: path, random: random)
            } catch .exists {
                return try load(path: path)
            }
        }
    }

    /// Where the key that is to replace the key of a file waits for it.
    public static func successor(of path: String) -> String { path + ".next" }

    /// Puts a key's successor in its place, in one step that is durable before this returns.
    ///
    /// The old key loses its name; its bytes are overwritten too, unless the file has another name
    /// elsewhere. Disks that copy on write may keep them all the same.
    ///
    /// - Throws: `RootKeyError.absent` when there is no successor, `.unavailable`.
    public static func succeed(path: String) throws(RootKeyError) {
        let old = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        defer { if old >= 0 { close(old) } }
        guard rename(successor(of: path), path) == 0 else {
            if errno == ENOENT { throw .absent }
            throw .unavailable(errno: errno)
        }
        try synchronizeFolder(of: path)
        var status = stat()
        guard old >= 0, fstat(old, &status) == 0, status.st_nlink == 0 else { return }
        let zeros = [UInt8](repeating: 0, count: byteCount)
        if Foundation.write(old, zeros, zeros.count) == zeros.count { fsync(old) }
    }

    private static func write(_ secret: Secret, to path: String) throws(RootKeyError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw .unavailable(errno: errno) }
        defer { close(descriptor) }
        let written = secret.withBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == secret.count, fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
            let cause = errno
            unlink(path)
            throw .unavailable(errno: cause)
        }
    }

    private static func synchronizeFolder(of path: String) throws(RootKeyError) {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unavailable(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unavailable(errno: errno) }
    }
}
