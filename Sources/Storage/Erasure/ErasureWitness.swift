import Foundation
import Sealing
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The ledger of erasures once more, outside the database: a file beside the root key.
///
/// A database that is restored from a backup knows nothing of later erasures; this file does, and
/// who was erased is erased again. It names nobody. It also tells the number of the newest file of
/// keys, so that an older one is known for what it is.
public final class ErasureWitness: Sendable {
    /// The file: the root key's own name and `.ledger`.
    public let file: URL

    private let turn = Mutex(())
    private let complain: @Sendable (String) -> Void

    /// The most that is read of it.
    private static let byteCountMax = 256 << 20

    /// - Parameters:
    ///   - path: The file of the root key.
    ///   - complain: Told why the file could not be written; nothing else fails for it.
    public init(besideRootKey path: String, complain: @escaping @Sendable (String) -> Void) {
        file = URL(filePath: path + ".ledger")
        self.complain = complain
    }

    /// What the file tells.
    struct Contents: Sendable {
        /// The number of the newest file of keys; 0 where none was made.
        var backup: Int64 = 0
        /// All erasures, oldest first.
        var erasures: [ErasureEntry] = []
    }

    /// Notes erasures, and adds those of a whole ledger that were missing.
    func note(_ entries: [ErasureEntry]) { write(entries.map(Self.line)) }

    /// Notes that a file of keys was made.
    func note(backup number: Int64) { write(["backup \(number)"]) }

    /// Reads the file; nothing is told where there is none.
    ///
    /// - Throws: `BackupError.ledger` for a line that cannot be understood, `.file`.
    func contents() throws -> Contents {
        guard FileManager.default.fileExists(atPath: file.path) else { return Contents() }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: file)
            data = try handle.read(upToCount: Self.byteCountMax + 1) ?? Data()
        } catch { throw BackupError.file(file.path, cause: error.localizedDescription) }
        guard data.count <= Self.byteCountMax else {
            throw BackupError.file(file.path, cause: "it is too large")
        }
        var contents = Contents()
        // What follows the last newline was being written when the power went.
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.dropLast().enumerated() where !line.isEmpty {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
            guard Self.read(words, into: &contents) else {
                throw BackupError.ledger(file.path, line: index + 1)
            }
        }
        return contents
    }

    private static func line(_ entry: ErasureEntry) -> String {
        let subject = Hexadecimal.encode(entry.subject)
        return "erasure \(entry.organization) \(entry.number) \(subject) \(entry.erasedAt)"
    }

    private static func read(_ words: [String], into contents: inout Contents) -> Bool {
        if words.count == 2, words[0] == "backup", let number = Int64(words[1]) {
            contents.backup = max(contents.backup, number)
            return true
        }
        guard words.count == 5, words[0] == "erasure", let number = Int64(words[2]),
            let subject = Hexadecimal.decode(words[3]), let time = Int64(words[4])
        else { return false }
        contents.erasures.append(
            ErasureEntry(
                organization: words[1], number: number, subject: subject, erasedAt: time))
        return true
    }

    private func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        turn.withLock { _ in
            do throws(BackupError) { try append(bytes) } catch { complain("\(error)") }
        }
    }

    private func append(_ bytes: [UInt8]) throws(BackupError) {
        let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(file.path, flags, 0o600)
        guard descriptor >= 0 else { throw BackupFiles.failure(file) }
        defer { _ = close(descriptor) }
        guard cutTornLine(descriptor),
            write(descriptor, bytes) == bytes.count, fsync(descriptor) == 0
        else { throw BackupFiles.failure(file) }
    }

    private func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
        var written = 0
        while written < bytes.count {
            let step = bytes[written...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if step < 0 && errno == EINTR { continue }
            if step <= 0 { break }
            written += step
        }
        return written
    }

    /// Cuts off a last line that was never finished; a line is shorter than 4 KiB.
    private func cutTornLine(_ descriptor: Int32) -> Bool {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return size == 0 }
        let start = max(0, size - 4_096)
        var tail = [UInt8](repeating: 0, count: Int(size - start))
        guard pread(descriptor, &tail, tail.count, start) == tail.count else { return false }
        if tail.last == UInt8(ascii: "\n") { return true }
        let kept = tail.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return ftruncate(descriptor, start + off_t(kept)) == 0
    }
}
