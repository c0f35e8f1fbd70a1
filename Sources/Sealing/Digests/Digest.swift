import COpenSSL
import Foundation

/// A message digest or message authentication code of 32 bytes.
///
/// Equality takes the same time wherever the bytes differ, so codes may be compared with `==`.
public struct Digest: Hashable, Sendable {
    /// The length of every digest here, in bytes.
    public static let byteCount = 32

    private var words: SIMD4<UInt64>

    /// The digest of some bytes.
    ///
    /// - Complexity: O(bytes); allocates nothing that outlives the call.
    public init(of bytes: some ContiguousBytes, by algorithm: Algorithm = .sha256) {
        self.init { digest in
            bytes.withUnsafeBytes { bytes in
                EVP_Digest(
                    bytes.baseAddress,
                    bytes.count,
                    digest,
                    nil,
                    algorithm.fetched.handle,
                    nil
                )
            }
        }
    }

    /// Returns nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        self.init(bytes: Array(bytes))
    }

    /// Returns nil unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Digest.byteCount else { return nil }
        words = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Returns nil unless the text is exactly 64 hexadecimal digits, of either case.
    public init?(hex: String) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest that a C function writes; the function answers 1 when it succeeded.
    init(filling fill: (UnsafeMutablePointer<UInt8>?) -> Int32) {
        words = .zero
        let status = withUnsafeMutableBytes(of: &words) {
            fill($0.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        precondition(status == 1, "OpenSSL digests whatever it is given, or is out of memory.")
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { withUnsafeBytes { Hexadecimal.encode($0) } }

    /// Whether all 32 bytes are equal, in a time that does not depend on them.
    public static func == (lhs: Digest, rhs: Digest) -> Bool {
        let difference = lhs.words ^ rhs.words
        return difference[0] | difference[1] | difference[2] | difference[3] == 0
    }

    /// Feeds the 32 bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words[0])
        hasher.combine(words[1])
        hasher.combine(words[2])
        hasher.combine(words[3])
    }

    /// Which function makes a digest; the raw value is what stored formats carry.
    public enum Algorithm: UInt8, Hashable, Sendable, CaseIterable {
        /// SHA-256 (FIPS 180-4).
        case sha256 = 1
        /// SM3 (GB/T 32905-2016).
        case sm3 = 2
    }
}

extension Digest: ContiguousBytes {
    /// Lends the 32 bytes for the length of a call.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try Swift.withUnsafeBytes(of: words, body)
    }
}

extension Digest: CustomStringConvertible {
    /// The hexadecimal digits.
    public var description: String { hex }
}
