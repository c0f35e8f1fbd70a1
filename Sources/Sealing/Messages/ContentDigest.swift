/// The digest of a message's content in a header (RFC 9530).
public enum ContentDigest {
    /// The value of `Content-Digest` for a body: SHA-256.
    public static func header(for body: [UInt8]) -> String {
        "sha-256=" + StructuredField.Item.bytes(Digest(of: body).bytes).serialized
    }

    /// Demands that the header names this body by SHA-256; other algorithms beside it are let pass.
    ///
    /// - Throws: `MessageSignatureError.absentComponent`, `.malformed`, `.wrongContent`.
    static func check(_ message: MessageParts, body: [UInt8]) throws(MessageSignatureError) {
        guard message.count(ofField: "content-digest") > 0 else {
            throw .absentComponent("content-digest")
        }
        guard let value = message.soleField("content-digest"),
            value.utf8.count <= MessageSignature.maximumByteCount
        else { throw .malformed(.contentDigest) }
        var field = StructuredField(value)
        var digests: [String: [UInt8]] = [:]
        repeat {
            field.takeSpaces()
            guard let name = field.key(), field.take("="), digests[name] == nil,
                case .bytes(let bytes) = field.item()
            else { throw .malformed(.contentDigest) }
            digests[name] = bytes
            field.takeSpaces()
        } while field.take(",")
        guard field.isAtEnd else { throw .malformed(.contentDigest) }
        guard let named = digests["sha-256"].flatMap({ Digest(bytes: $0) }),
            named == Digest(of: body)
        else { throw .wrongContent }
    }
}
