/// What a signature says of itself (RFC 9421 section 2.3): what it covers, when and how it was
/// made.
public struct SignatureParameters: Hashable, Sendable {
    /// The covered components in order, in lower case, without parameters.
    public var components: [String]
    /// When it was made, in seconds since 1970.
    public var created: Int64?
    /// When it ends to be valid, in seconds since 1970.
    public var expires: Int64?
    /// The challenge that it answers.
    public var nonce: String?
    /// `alg`: `ecdsa-p256-sha256`, `ed25519` or, by private agreement, `sm2-sm3`.
    public var algorithm: String?
    /// The name of the key.
    public var keyID: String?
    /// The application's own name for the signature's purpose.
    public var tag: String?

    /// The order in which the parameters came, which the signature covers too.
    private var order: [String] = []

    /// What a device puts into its own signature.
    public init(components: [String], created: Int64, nonce: String, keyID: String) {
        self.components = components
        self.created = created
        self.nonce = nonce
        self.keyID = keyID
        order = ["created", "nonce", "keyid", "alg"]
    }

    /// Reads an inner list and its parameters.
    ///
    /// - Throws: `MessageSignatureError.malformed`, `.repeatedComponent`, `.unsupportedComponent`,
    ///   `.unknownParameter`.
    init(reading field: inout StructuredField) throws(MessageSignatureError) {
        components = try SignatureParameters.components(&field)
        while field.take(";") {
            field.takeSpaces()
            guard let name = field.key() else { throw .malformed(.signatureInput) }
            guard !order.contains(name) else { throw .unknownParameter(name) }
            guard field.take("="), let item = field.item() else {
                throw .malformed(.signatureInput)
            }
            try set(name, to: item)
            order.append(name)
        }
    }

    /// The inner list with its parameters, as the last line of the signature base has it.
    var serialized: String {
        let list = components.map { StructuredField.Item.text($0).serialized }
        return order.reduce(into: "(" + list.joined(separator: " ") + ")") { text, name in
            if let item = item(name) { text += ";" + name + "=" + item.serialized }
        }
    }

    private static func components(
        _ field: inout StructuredField
    ) throws(MessageSignatureError) -> [String] {
        guard field.take("(") else { throw .malformed(.signatureInput) }
        var components: [String] = []
        field.takeSpaces()
        while !field.take(")") {
            guard case .text(let name) = field.item(), components.count < 16 else {
                throw .malformed(.signatureInput)
            }
            guard !field.take(";"), name == name.lowercased(), !name.isEmpty else {
                throw .unsupportedComponent(name)
            }
            guard !components.contains(name) else { throw .repeatedComponent(name) }
            components.append(name)
            if !field.takeSpaces() {
                guard field.take(")") else { throw .malformed(.signatureInput) }
                break
            }
        }
        return components
    }

    private mutating func set(
        _ name: String, to item: StructuredField.Item
    ) throws(MessageSignatureError) {
        switch (name, item) {
        case ("created", .number(let number)): created = number
        case ("expires", .number(let number)): expires = number
        case ("nonce", .text(let text)): nonce = text
        case ("alg", .text(let text)): algorithm = text
        case ("keyid", .text(let text)): keyID = text
        case ("tag", .text(let text)): tag = text
        case ("created", _), ("expires", _), ("nonce", _), ("alg", _), ("keyid", _), ("tag", _):
            throw .malformed(.signatureInput)
        default: throw .unknownParameter(name)
        }
    }

    private func item(_ name: String) -> StructuredField.Item? {
        switch name {
        case "created": created.map { .number($0) }
        case "expires": expires.map { .number($0) }
        case "nonce": nonce.map { .text($0) }
        case "alg": algorithm.map { .text($0) }
        case "keyid": keyID.map { .text($0) }
        case "tag": tag.map { .text($0) }
        default: nil
        }
    }
}
