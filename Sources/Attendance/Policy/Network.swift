#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A range of internet addresses, such as `10.1.0.0/16` or `2001:db8::/32`.
public struct Network: Hashable, Sendable {
    private let prefix: [UInt8]
    private let bits: Int

    /// Returns nil for a malformed address, or a length outside the address's own.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let bits = Int(parts[1]), let bytes = Self.bytes(String(parts[0])),
            (0...bytes.count * 8).contains(bits)
        else { return nil }
        prefix = bytes
        self.bits = bits
    }

    /// Whether an address lies in the range; an IPv4 address inside IPv6 counts as IPv4.
    public func contains(_ address: String) -> Bool {
        guard let bytes = Self.bytes(address), bytes.count == prefix.count else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == prefix[..<whole] else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff << (8 - bits % 8))
        return bytes[whole] & mask == prefix[whole] & mask
    }

    /// Whether a text is an address of IPv4 or IPv6.
    public static func isAddress(_ text: String) -> Bool { bytes(text) != nil }

    private static func bytes(_ text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: &v4, Array.init) }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &v6, Array.init)
        let mapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
        return mapped ? Array(bytes[12...]) : bytes
    }
}
