import COpenSSL
import Foundation

/// Comparison that tells an observer nothing of where two values differ.
public enum ConstantTime {
    /// Whether the bytes are equal; only a difference in length ends early.
    public static func equal(_ lhs: some ContiguousBytes, _ rhs: some ContiguousBytes) -> Bool {
        lhs.withUnsafeBytes { left in
            rhs.withUnsafeBytes { right in
                guard left.count == right.count else { return false }
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return true
                }
                return CRYPTO_memcmp(first, second, left.count) == 0
            }
        }
    }
}
