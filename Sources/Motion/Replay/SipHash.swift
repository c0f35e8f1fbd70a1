/// SipHash-2-4 of 64-bit words under a 128-bit key (J.-P. Aumasson, D. Bernstein, "SipHash: a fast
/// short-input PRF", 2012). Words are hashed as their eight little-endian bytes.
public struct SipHash: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    private var bytes: UInt64 = 0

    /// Begins a message under a key.
    public init(key: FingerprintKey) {
        v0 = key.low ^ 0x736f_6d65_7073_6575
        v1 = key.high ^ 0x646f_7261_6e64_6f6d
        v2 = key.low ^ 0x6c79_6765_6e65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    /// Adds eight bytes to the message.
    @inline(__always)
    public mutating func append(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
        bytes &+= 8
    }

    /// Closes the message, whose length is a multiple of eight bytes.
    public mutating func finish() -> UInt64 {
        append(bytes << 56)
        v2 ^= 0xff
        round()
        round()
        round()
        round()
        return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v0 = v0 << 32 | v0 >> 32
        v2 = v2 &+ v3
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 = v0 &+ v3
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 = v2 &+ v1
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v2 = v2 << 32 | v2 >> 32
    }
}
