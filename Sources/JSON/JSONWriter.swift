/// Writes JSON to bytes, in the order it is told, with commas and escapes where they belong.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object { writer in
///     writer.member("id", receipt.id)
///     writer.member("sequence", receipt.sequence)
///     writer.member("receivedAt", instant: receipt.receivedAt.milliseconds)
///     writer.member("required", receipt.required)
///     writer.member("place") { writer in
///         writer.object { $0.member("outcome", "inside") }
///     }
/// }
/// response.body = writer.bytes
/// ```
///
/// It neither looks for members written twice nor minds a member outside an object: the caller's
/// shape is the document's shape. Several documents in a row, a `newline` after each, are NDJSON.
public struct JSONWriter: Sendable {
    /// What has been written, in UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// A writer with nothing written.
    ///
    /// - Parameter capacity: The bytes to make room for at once.
    public init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// The bytes of one value.
    public static func bytes(of value: some JSONWritable) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    /// Writes an object whose members the body writes.
    @inlinable
    public mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements the body writes.
    @inlinable
    public mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "["))
        try body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes a value: an element of an array, or the whole document.
    @inlinable
    public mutating func value(_ value: some JSONWritable) { value.write(to: &self) }

    /// Writes a member.
    @inlinable
    public mutating func member(_ name: String, _ value: some JSONWritable) {
        self.name(name)
        value.write(to: &self)
    }

    /// Writes a member whose value the body writes.
    @inlinable
    public mutating func member<Failure: Error>(
        _ name: String, _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.name(name)
        try body(&self)
    }

    /// Writes a member that is an instant, `2026-11-23T00:58:41.120Z`, or `null`.
    ///
    /// - Parameter milliseconds: Since 1970-01-01T00:00:00Z.
    public mutating func member(_ name: String, instant milliseconds: Int64?) {
        self.name(name)
        if let milliseconds { instant(milliseconds) } else { null() }
    }

    /// Writes the name of a member; its value must follow.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Ends a line, so that another document may follow (NDJSON).
    public mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

    /// Writes `null`.
    public mutating func null() { raw("null") }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes a whole number.
    public mutating func integer(_ value: Int64) {
        separate()
        digits(value.magnitude, isNegative: value < 0)
    }

    /// Writes the shortest number that reads back as the same double, without `.0` when it is whole;
    /// `null` when it is not finite.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        if value.magnitude < 0x1p53, let whole = Int64(exactly: value) {
            digits(whole.magnitude, isNegative: value.sign == .minus)
            return
        }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes an instant in UTC with milliseconds; one outside the years 0…9999 as the nearest.
    ///
    /// - Parameter milliseconds: Since 1970-01-01T00:00:00Z.
    public mutating func instant(_ milliseconds: Int64) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        RFC3339.append(milliseconds: milliseconds, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONWriter {
    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) { bytes.append(bracket) }

    /// Writes a comma unless this is the first thing here: what was written last tells.
    @inline(__always)
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func raw(_ word: StaticString) {
        separate()
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// Writes a string, escaping what must be.
    public mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var plain = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<index]))
            plain = index + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x08: bytes.append(UInt8(ascii: "b"))
            case 0x09: bytes.append(UInt8(ascii: "t"))
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case 0x0C: bytes.append(UInt8(ascii: "f"))
            case 0x0D: bytes.append(UInt8(ascii: "r"))
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: Array("u00".utf8))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain...]))
    }

    private mutating func digits(_ magnitude: UInt64, isNegative: Bool) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = magnitude
        repeat {
            bytes.append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
