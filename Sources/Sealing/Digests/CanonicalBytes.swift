/// Values as bytes in one way only: each field carries its kind and length.
///
/// Two different sequences of fields never give the same bytes, so what is digested, signed or
/// authenticated over them means one thing.
public struct CanonicalBytes: Hashable, Sendable {
    /// Everything appended so far, after the domain.
    public private(set) var bytes: [UInt8] = []

    /// Starts with what the bytes are for, so that bytes of one use never serve another.
    public init(domain: String, capacity: Int = 64) {
        bytes.reserveCapacity(capacity)
        append(domain)
    }

    /// A text, in UTF-8.
    public mutating func append(_ text: String) {
        append(kind: .text, count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Bytes.
    public mutating func append(_ content: [UInt8]) {
        append(kind: .bytes, count: content.count)
        bytes.append(contentsOf: content)
    }

    /// A digest.
    public mutating func append(_ digest: Digest) {
        append(kind: .bytes, count: Digest.byteCount)
        digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// A whole number.
    public mutating func append(_ number: UInt64) {
        append(kind: .unsigned, count: 8)
        append(bigEndian: number)
    }

    /// A whole number that may be negative.
    public mutating func append(_ number: Int64) {
        append(kind: .signed, count: 8)
        append(bigEndian: UInt64(bitPattern: number))
    }

    /// A value that is absent, which differs from one that is empty.
    public mutating func appendAbsence() {
        append(kind: .absent, count: 0)
    }

    /// The organization and the member, either of which may be absent.
    mutating func append(_ owner: KeyOwner) {
        if let organization = owner.organization { append(organization) } else { appendAbsence() }
        if let member = owner.member { append(member) } else { appendAbsence() }
    }

    private mutating func append(kind: Kind, count: Int) {
        bytes.append(kind.rawValue)
        let count = UInt32(truncatingIfNeeded: count)
        withUnsafeBytes(of: count.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(bigEndian number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private enum Kind: UInt8 {
        case absent, text, bytes, unsigned, signed
    }
}
