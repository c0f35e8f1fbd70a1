/// The one signature of an HTTP request (RFC 9421).
public struct MessageSignature: Hashable, Sendable {
    /// The longest header value that is read, in bytes.
    public static let maximumByteCount = 4_096

    /// What the signature says of itself; to be believed once it is verified.
    public let parameters: SignatureParameters
    /// The signature's bytes.
    public let signature: [UInt8]
    /// The name that ties the two headers together.
    public let label: String

    /// Reads the signature of a request.
    ///
    /// - Throws: `MessageSignatureError.notOneSignature`, `.malformed` and whatever the parameters
    ///   may be refused for.
    public init(of message: MessageParts) throws(MessageSignatureError) {
        guard let input = message.soleField("signature-input"),
            let signature = message.soleField("signature")
        else { throw .notOneSignature }
        guard input.utf8.count <= MessageSignature.maximumByteCount else {
            throw .malformed(.signatureInput)
        }
        guard signature.utf8.count <= MessageSignature.maximumByteCount else {
            throw .malformed(.signature)
        }
        var field = StructuredField(input)
        guard let label = field.key(), field.take("=") else { throw .malformed(.signatureInput) }
        parameters = try SignatureParameters(reading: &field)
        guard field.isAtEnd else {
            throw field.isAtNextMember ? .notOneSignature : .malformed(.signatureInput)
        }
        field = StructuredField(signature)
        guard let sameLabel = field.key(), field.take("="),
            case .bytes(let bytes) = field.item()
        else { throw .malformed(.signature) }
        guard field.isAtEnd || field.isAtNextMember else { throw .malformed(.signature) }
        guard field.isAtEnd, sameLabel == label else { throw .notOneSignature }
        self.label = label
        self.signature = bytes
    }

    /// Signs a request.
    ///
    /// - Returns: The values of `Signature-Input` and `Signature`.
    /// - Throws: `MessageSignatureError.unsupportedComponent`, `.absentComponent`, `.notSigned`.
    public static func headers(
        signing message: MessageParts, as parameters: SignatureParameters,
        with key: EllipticPrivateKey
    ) throws(MessageSignatureError) -> (input: String, signature: String) {
        var parameters = parameters
        parameters.algorithm = key.publicKey.curve.messageAlgorithm
        let base = try SignatureBase(of: message, under: parameters)
        do throws(SealError) {
            let signature = try key.signature(of: Array(base.text.utf8))
            let item = StructuredField.Item.bytes(signature).serialized
            return ("sig1=" + parameters.serialized, "sig1=" + item)
        } catch { throw .notSigned(error) }
    }

    /// Verifies that a device signed the request: method, path, query if any, the body by its
    /// digest, nonce and time.
    ///
    /// What the nonce and the time are worth is the caller's to judge; see `requireFresh`.
    ///
    /// - Parameter key: The one registered under `parameters.keyID`.
    /// - Throws: `MessageSignatureError`.
    public func verify(
        over message: MessageParts, body: [UInt8], key: EllipticPublicKey
    ) throws(MessageSignatureError) {
        var required = ["@method", "@path", "content-digest"]
        if message.hasQuery { required.append("@query") }
        for component in required where !parameters.components.contains(component) {
            throw .uncovered(component)
        }
        if parameters.created == nil { throw .missingParameter("created") }
        if parameters.nonce == nil { throw .missingParameter("nonce") }
        if parameters.keyID == nil { throw .missingParameter("keyid") }
        guard let algorithm = parameters.algorithm else { throw .missingParameter("alg") }
        guard algorithm == key.curve.messageAlgorithm else { throw .wrongAlgorithm(algorithm) }
        try ContentDigest.check(message, body: body)
        let base = try SignatureBase(of: message, under: parameters)
        guard key.verifies(signature, of: Array(base.text.utf8)) else { throw .forged }
    }

    /// Demands that the signature was made close to a time and has not expired.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970.
    ///   - toleranceSeconds: How far `created` may lie to either side.
    /// - Throws: `MessageSignatureError.missingParameter`, `.stale`.
    public func requireFresh(
        at now: Int64, toleranceSeconds: Int64
    ) throws(MessageSignatureError) {
        guard let created = parameters.created else { throw .missingParameter("created") }
        let age = now &- created
        guard age.magnitude <= toleranceSeconds.magnitude else { throw .stale(seconds: age) }
        if let expires = parameters.expires, expires < now {
            throw .stale(seconds: now &- expires)
        }
    }
}

extension Curve {
    /// The `alg` of message signatures with the curve.
    var messageAlgorithm: String {
        switch self {
        case .p256: "ecdsa-p256-sha256"
        case .sm2: "sm2-sm3"
        }
    }
}
