import COpenSSL

/// Why a seal, a key or a signature could not be made or was refused.
///
/// No case carries plaintext, key bytes or anything else that must not reach a log.
public enum SealError: Error, Hashable, Sendable {
    /// The box, wrapped key or signature does not belong to this key and place, or was altered.
    case forged
    /// Fewer bytes than the smallest possible box of its kind.
    case truncated(byteCount: Int)
    /// The first byte names no format or cipher that this version knows.
    case unknownFormat(UInt8)
    /// The box was sealed under another version of the key than the one given.
    case unknownVersion(box: UInt32, key: UInt32)
    /// The box was sealed with another cipher than the key is for.
    case wrongCipher(box: Cipher, key: Cipher)
    /// More bytes than can be sealed at once.
    case tooLong(byteCount: Int, limit: Int)
    /// The bytes are no key of this kind: wrong length, off the curve, zero or out of range.
    case invalidKey
    /// The key belongs to another organization or member than the value.
    case foreignOwner
    /// The operating system gave no randomness.
    case randomUnavailable
    /// OpenSSL refused what should always work; the cause is its own reason, without data.
    case library(during: Operation, cause: String)

    /// What was being done when OpenSSL failed.
    public enum Operation: String, Sendable {
        case sealing, opening, deriving, signing, verifying, making
    }

    /// The newest reason of the calling thread's OpenSSL queue, which is emptied.
    static func library(_ operation: Operation) -> SealError {
        let code = ERR_peek_last_error()
        let reason = ERR_reason_error_string(code).map { String(cString: $0) }
        ERR_clear_error()
        return .library(during: operation, cause: reason ?? "no reason given")
    }
}
