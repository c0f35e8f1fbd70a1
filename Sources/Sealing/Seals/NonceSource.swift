import Synchronization

/// Random nonces, drawn in blocks because a call to the generator costs as much as a small seal.
///
/// A nonce is public once used, so keeping the next few in memory gives nothing away.
final class NonceSource: Sendable {
    private static let blockCount = 32

    private let byteCount: Int
    private let random: SecureRandom
    private let block = Mutex(Block())

    /// - Parameter byteCount: The length of each nonce.
    init(byteCount: Int, from random: SecureRandom) {
        self.byteCount = byteCount
        self.random = random
    }

    /// A nonce that was never given out before.
    ///
    /// - Throws: `SealError.randomUnavailable`.
    func next() throws(SealError) -> ArraySlice<UInt8> {
        try block.withLock { (block) throws(SealError) in
            if block.used == block.bytes.count {
                block.bytes = try random.bytes(byteCount * NonceSource.blockCount)
                block.used = 0
            }
            defer { block.used += byteCount }
            return block.bytes[block.used..<block.used + byteCount]
        }
    }

    private struct Block {
        var bytes: [UInt8] = []
        var used = 0
    }
}
