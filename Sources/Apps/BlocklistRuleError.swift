/// Why a blocklist rule is refused.
public enum BlocklistRuleError: Error, Equatable, Sendable {
    /// The id is empty, longer than 128, or has characters outside `A-Z a-z 0-9 . _ -`.
    case id
    /// The value is empty, too long, or has spaces or control characters where none may be.
    case value
    /// A prefix so short that it would name half the apps of a phone.
    case prefixTooShort(minimum: Int)
    /// A signer that is not a SHA-256 digest in hexadecimal.
    case signer
}
