import COpenSSL

/// Where random bytes come from: OpenSSL's generator, or bytes that a test chooses.
public struct SecureRandom: Sendable {
    /// OpenSSL's generator, seeded by the operating system; for any thread.
    public static let system = SecureRandom { (buffer) throws(SealError) in
        guard let count = Int32(exactly: buffer.count),
            RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count) == 1
        else {
            ERR_clear_error()
            throw .randomUnavailable
        }
    }

    private let source: @Sendable (UnsafeMutableRawBufferPointer) throws(SealError) -> Void

    /// A source that a closure fills; tests pass one whose bytes they know.
    public init(
        filling source:
            @escaping @Sendable (UnsafeMutableRawBufferPointer) throws(SealError) -> Void
    ) {
        self.source = source
    }

    /// Fresh bytes.
    ///
    /// - Throws: `SealError.randomUnavailable`.
    public func bytes(_ count: Int) throws(SealError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: SealError?
        bytes.withUnsafeMutableBytes { buffer in
            do throws(SealError) { try fill(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Overwrites a buffer with fresh bytes; an empty buffer is left alone.
    ///
    /// - Throws: `SealError.randomUnavailable`.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(SealError) {
        guard !buffer.isEmpty else { return }
        try source(buffer)
    }
}
