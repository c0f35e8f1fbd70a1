import Foundation
import Sealing
import Timekeeping

/// A file of a backup: pieces of 1 MiB, each sealed for its place in this one file.
///
/// After a line that says what it is come format, kind (1 byte each), number and time (8, big
/// endian); then pieces, each with its length (4). A piece is bound to all of that, to its place,
/// and to whether it is the last one: nothing can be altered, moved, cut off or added unnoticed.
struct SealedFile {
    /// What is in it.
    let label: Label
    private let handle: FileHandle
    private let path: String
    private let byteCount: UInt64

    /// The length of what one piece holds.
    static let pieceByteCount = 1 << 20

    private static let magic = Array("rollcall backup\n".utf8)
    private static let format: UInt8 = 1
    private static let headerByteCount = 34

    /// What a file says of itself; true once a piece of it was opened.
    struct Label: Hashable, Sendable {
        let kind: Kind
        /// The number of the backup.
        let number: Int64
        let madeAt: Instant
    }

    /// What a file of a backup holds.
    enum Kind: UInt8, Sendable {
        /// The whole database without its members' keys.
        case copy = 1
        /// The keys as they are now.
        case keys = 2
    }

    /// Reads what a file says of itself.
    ///
    /// - Throws: `BackupError.altered`, `.file`.
    init(_ file: URL, _ kind: Kind) throws {
        path = file.path
        do {
            handle = try FileHandle(forReadingFrom: file)
            byteCount = try handle.seekToEnd()
            try handle.seek(toOffset: 0)
        } catch { throw BackupError.file(file.path, cause: error.localizedDescription) }
        let header = try Self.read(handle, Self.headerByteCount, of: path)
        guard header.starts(with: Self.magic), header[16] == Self.format,
            header[17] == kind.rawValue
        else { throw BackupError.altered(path) }
        label = Label(
            kind: kind, number: Self.integer(header[18..<26]),
            madeAt: Instant(milliseconds: Self.integer(header[26..<34])))
    }

    /// The name of the root key that sealed the first piece, or another key's version.
    func keyVersion() throws -> UInt32 {
        try handle.seek(toOffset: UInt64(Self.headerByteCount + 4))
        let head = try Self.read(handle, 64, of: path)
        do { return try BoxHeader(reading: head).keyVersion } catch {
            throw BackupError.altered(path)
        }
    }

    /// Opens all pieces into a new file.
    ///
    /// - Throws: `BackupError.altered`, `.otherRootKey` for another key than the one it was made with.
    func open(with key: OwnerKey, into target: URL) throws {
        let output = try BackupFiles.newFile(target)
        try handle.seek(toOffset: UInt64(Self.headerByteCount))
        var offset = UInt64(Self.headerByteCount)
        var index = 0
        repeat {
            let length = try Self.read(handle, 4, of: path).reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, length <= Self.pieceByteCount + 256 else {
                throw BackupError.altered(path)
            }
            let box = try Self.read(handle, length, of: path)
            offset += UInt64(4 + length)
            let cell = Self.cell(label, of: key, at: index, isLast: offset == byteCount)
            let piece: [UInt8]
            do throws(SealError) { piece = try key.open(box, in: cell) } catch {
                if case .unknownVersion = error { throw BackupError.otherRootKey(path) }
                throw BackupError.altered(path)
            }
            try output.write(box: piece, path: target.path)
            index += 1
        } while offset < byteCount
        try output.finish(path: target.path)
    }

    /// Seals a file into a new one, which is durable when this returns.
    ///
    /// - Returns: How many bytes the new one has.
    static func seal(
        _ source: URL, as label: Label, with key: OwnerKey, into target: URL,
        isCancelled: () -> Bool = { false }
    ) throws -> UInt64 {
        let input = try FileHandle(forReadingFrom: source)
        let output = try BackupFiles.newFile(target)
        let size = try input.seekToEnd()
        try input.seek(toOffset: 0)
        var header = magic + [format, label.kind.rawValue]
        header += bytes(label.number) + bytes(label.madeAt.milliseconds)
        try output.write(box: header, path: target.path)
        var written = UInt64(header.count)
        var offset: UInt64 = 0
        var index = 0
        repeat {
            guard !isCancelled() else { throw CancellationError() }
            let piece = [UInt8](try input.read(upToCount: pieceByteCount) ?? Data())
            offset += UInt64(piece.count)
            guard !piece.isEmpty || size == 0 else { throw BackupError.altered(source.path) }
            let cell = cell(label, of: key, at: index, isLast: offset >= size)
            let box = try key.seal(piece, in: cell)
            let length = withUnsafeBytes(of: UInt32(truncatingIfNeeded: box.count).bigEndian) {
                [UInt8]($0)
            }
            try output.write(box: length + box, path: target.path)
            written += UInt64(4 + box.count)
            index += 1
        } while offset < size
        try output.finish(path: target.path)
        return written
    }

    private static func cell(
        _ label: Label, of key: OwnerKey, at index: Int, isLast: Bool
    ) -> SealedCell {
        let place = isLast ? "last" : "more"
        return SealedCell(
            of: key.owner, table: "backup", column: label.kind == .copy ? "copy" : "keys",
            row: "\(label.number)/\(label.madeAt.milliseconds)/\(index)/\(place)")
    }

    private static func read(
        _ handle: FileHandle, _ count: Int, of path: String
    ) throws -> [UInt8] {
        let data: Data
        do { data = try handle.read(upToCount: count) ?? Data() } catch {
            throw BackupError.file(path, cause: error.localizedDescription)
        }
        guard data.count == count else { throw BackupError.altered(path) }
        return [UInt8](data)
    }

    private static func bytes(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

extension FileHandle {
    /// Writes all bytes, and names the file where that fails.
    fileprivate func write(box: [UInt8], path: String) throws {
        do { try write(contentsOf: Data(box)) } catch {
            throw BackupError.file(path, cause: error.localizedDescription)
        }
    }

    /// Makes the file durable and closes it.
    fileprivate func finish(path: String) throws {
        do {
            try synchronize()
            try close()
        } catch { throw BackupError.file(path, cause: error.localizedDescription) }
    }
}
