/// Reads one JSON document from its bytes, value by value, without building a tree.
///
/// The document is held to RFC 8259 and to more: UTF-8 without a byte order mark, no member twice in
/// an object, no number beyond a double, nothing after the value, bounded in every direction.
///
/// A reader stands before one value. Reading the value moves it on; a closure that leaves its value
/// unread has it skipped (and checked). `null` is absence: a member whose value is `null` is not set,
/// because reading it ends the closure; an element must not be `null`.
///
/// ```swift
/// struct Fix {
///     let latitude: Double
///     let provider: String?
///
///     init(_ reader: inout JSONReader) throws(JSONError) {
///         var latitude: Double?
///         var provider: String?
///         try reader.object { member, value in
///             switch member {
///             case "latitude": latitude = try value.double(in: -90...90)
///             case "provider": provider = try value.string(max: 32)
///             default: throw value.unknownMember()
///             }
///         }
///         self.latitude = try reader.required(latitude, "latitude")
///         self.provider = provider
///     }
/// }
///
/// let fixes = try JSONReader.read(body) { try $0.array(max: 50, Fix.init) }
/// ```
///
/// An error thrown by a reader ends the reading, even if it is caught. Of a document that is both
/// malformed and otherwise wrong, the reader reports that it is malformed.
public struct JSONReader: ~Copyable {
    let base: UnsafePointer<UInt8>
    let end: Int
    let limits: JSONLimits
    var position = 0
    var depth = 0
    var ledger = MemberLedger()

    /// The offset where a `null` means that the member is absent; −1 for none.
    var absence = -1
    /// Whether a read has just ended on such a `null`.
    var metAbsence = false
    /// The first error, which `read` reports even when somebody caught it.
    var failure: JSONError?

    init(_ base: UnsafePointer<UInt8>, count: Int, limits: JSONLimits) {
        self.base = base
        self.end = count
        self.limits = limits
    }

    /// Reads a whole document.
    ///
    /// - Parameters:
    ///   - bytes: The document. It must not change while it is read.
    ///   - limits: The bounds of what is read.
    ///   - body: Reads the one value of the document.
    /// - Returns: What the body returns.
    /// - Throws: The reason for refusal; an error of the body that is not a `JSONError` is reported
    ///   as `invalid` at the place the reader had reached.
    public static func read<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws -> Result
    ) throws(JSONError) -> Result {
        guard let base = bytes.baseAddress, bytes.count > 0 else {
            throw JSONError(.malformed, at: "", "the document is empty")
        }
        var reader = JSONReader(base, count: bytes.count, limits: limits)
        do throws(JSONError) {
            let result = try reader.document(body)
            if let failure = reader.failure { throw failure }
            return result
        } catch {
            throw Self.gravest(error, bytes, base, depth: limits.depth)
        }
    }

    /// Reads a whole document, as `read` of a buffer does.
    public static func read<Result>(
        _ bytes: [UInt8], limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws -> Result
    ) throws(JSONError) -> Result {
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            try read(buffer, limits: limits, body)
        }
    }

    /// The kind of the value that the reader stands before; nil when no value starts here.
    public var kind: Kind? {
        guard position < end else { return nil }
        return switch base[position] {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: nil
        }
    }

    /// Passes over a value of any kind, checking all of it.
    public mutating func skip() throws(JSONError) {
        switch kind {
        case .object: try object { _, value in try value.skip() }
        case .array: try elements(max: limits.elements) { value in try value.skip() }
        case .string: try passText()
        case .number: _ = try double()
        case .boolean: _ = try bool()
        case .null: try word("null")
        case nil: throw mismatch("a value")
        }
    }

    /// The six kinds of JSON value.
    public enum Kind: Hashable, Sendable {
        /// `{…}`
        case object
        /// `[…]`
        case array
        /// `"…"`
        case string
        /// Digits.
        case number
        /// `true` or `false`.
        case boolean
        /// `null`
        case null
    }
}

extension JSONReader {
    private mutating func document<Result>(
        _ body: (inout JSONReader) throws -> Result
    ) throws(JSONError) -> Result {
        if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
            throw fail(.malformed, "the document starts with a byte order mark")
        }
        skipSpace()
        let start = position
        let result: Result
        do { result = try body(&self) } catch { throw refusal(error) }
        if position == start { try skip() }
        skipSpace()
        guard position == end else {
            throw fail(.malformed, "there is something after the document")
        }
        return result
    }

    /// The error itself or, where the document is not even well formed, the reason for that.
    private static func gravest(
        _ error: JSONError, _ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>,
        depth: Int
    ) -> JSONError {
        guard error.kind != .malformed, error.kind != .tooDeep else { return error }
        var limits = JSONLimits()
        limits.depth = depth
        limits.stringBytes = .max
        limits.members = .max
        limits.elements = .max
        var reader = JSONReader(base, count: bytes.count, limits: limits)
        do {
            try reader.document { value in try value.skip() }
        } catch {
            return error
        }
        return error
    }
}
