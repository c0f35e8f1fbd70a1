#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A finished report in a file that has no name, so that nothing of it outlives the process.
///
/// It has mode 0600, was unlinked before its first byte was written, and vanishes with the last
/// reference. Reading it in chunks keeps memory flat:
///
/// ```swift
/// for try await chunk in file { try await writer.write(ByteBuffer(bytes: chunk)) }
/// ```
public final class ReportFile: Sendable {
    /// The length in bytes.
    public let size: Int
    private let descriptor: Int32

    /// Takes over an open descriptor and closes it in the end.
    init(adopting descriptor: Int32) throws(ReportError) {
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            size = 0
            throw .temporaryFile(during: .read, code: errno)
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The bytes from an offset on, at most `count` of them; empty at the end.
    ///
    /// It blocks for as long as a read of a file does, and may be called from any thread.
    public func chunk(at offset: Int, count: Int = chunkBytes) throws(ReportError) -> [UInt8] {
        precondition(offset >= 0 && count > 0, "a chunk has a place and a length")
        let wanted = Swift.min(count, Swift.max(0, size - offset))
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled...])
                let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got < 0 ? errno : EIO
                    return
                }
                filled += got
            }
        }
        guard failure == 0 else { throw .temporaryFile(during: .read, code: failure) }
        return bytes
    }

    /// The length of a chunk unless one is named, in bytes.
    public static let chunkBytes = 65_536
}

extension ReportFile: AsyncSequence {
    /// An iterator over chunks of `chunkBytes`, from the first byte on.
    public func makeAsyncIterator() -> Iterator { Iterator(file: self) }

    /// Reads a report from start to end.
    public struct Iterator: AsyncIteratorProtocol {
        let file: ReportFile
        private var offset = 0

        init(file: ReportFile) { self.file = file }

        /// The next chunk; nil at the end.
        public mutating func next() async throws(ReportError) -> [UInt8]? {
            try await next(isolation: nil)
        }

        /// The next chunk; nil at the end.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ReportError) -> [UInt8]? {
            let chunk = try file.chunk(at: offset)
            offset += chunk.count
            return chunk.isEmpty ? nil : chunk
        }
    }
}
