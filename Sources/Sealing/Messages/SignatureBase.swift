/// The text that a message signature signs (RFC 9421 section 2.5).
public struct SignatureBase: Hashable, Sendable {
    /// One line a component and a last line of parameters, without a final line break.
    public let text: String

    /// - Throws: `MessageSignatureError.unsupportedComponent`, `.absentComponent`.
    public init(
        of message: MessageParts, under parameters: SignatureParameters
    ) throws(MessageSignatureError) {
        var text = ""
        for component in parameters.components {
            let name = StructuredField.Item.text(component).serialized
            text += name + ": " + (try message.value(of: component)) + "\n"
        }
        self.text = text + "\"@signature-params\": " + parameters.serialized
    }
}
