/// Why a JSON document was refused, and where.
///
/// The description never repeats text of the document except member names, which are cut at 64 bytes
/// and cleared of control characters.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind

    /// The place as a JSON pointer (RFC 6901): empty for the whole document, else `/fixes/0/speed`.
    public let pointer: String

    /// One English sentence without a full stop, fit to be shown to the client.
    public let detail: String

    /// An error at a place that is already known.
    public init(_ kind: Kind, at pointer: String, _ detail: String) {
        self.kind = kind
        self.pointer = pointer
        self.detail = detail
    }

    /// The kinds of refusal, each of which has its own answer in the HTTP API.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// Not JSON as RFC 8259 has it, or a duplicate member, bad UTF-8, a number beyond a double.
        case malformed
        /// Arrays and objects within one another beyond `JSONLimits.depth`.
        case tooDeep
        /// Of the wrong type, out of range, too long, or missing.
        case invalid
        /// A member that this object does not have.
        case unknownMember
        /// More members of an object or elements of an array than are allowed.
        case tooMany
    }
}
