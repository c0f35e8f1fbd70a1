/// Why a signed HTTP message was refused (RFC 9421, RFC 9530).
public enum MessageSignatureError: Error, Hashable, Sendable {
    /// A header is not what its grammar allows, or longer than any honest one.
    case malformed(Header)
    /// More than one signature, or a `Signature` without its `Signature-Input`.
    case notOneSignature
    /// A component that this service cannot compute, or one with parameters.
    case unsupportedComponent(String)
    /// A component is listed twice.
    case repeatedComponent(String)
    /// The signature covers a component that the message lacks.
    case absentComponent(String)
    /// The signature does not cover what it must.
    case uncovered(String)
    /// A parameter that must be there is not.
    case missingParameter(String)
    /// A parameter that RFC 9421 does not define, or one given twice.
    case unknownParameter(String)
    /// The named algorithm is not the registered key's.
    case wrongAlgorithm(String)
    /// The body is not the one that `Content-Digest` names.
    case wrongContent
    /// The signature was made too long ago, or in the future; seconds from now.
    case stale(seconds: Int64)
    /// The signature is not the key's for this message.
    case forged
    /// A message could not be signed.
    case notSigned(SealError)

    /// The headers that are read here.
    public enum Header: String, Sendable {
        case signatureInput = "signature-input"
        case signature
        case contentDigest = "content-digest"
    }
}
