/// An API key as its bearer holds it: `rk_` and 256 random bits in base64url.
///
/// It is shown once; what is stored is its digest under the server's key. Describing it shows
/// nothing.
public struct APIKeyToken: Sendable {
    /// The length of the text in bytes.
    public static let byteCount = prefix.utf8.count + 43

    private static let prefix = "rk_"

    /// What the bearer sends.
    public let text: String

    /// A fresh token.
    ///
    /// - Throws: `SealError.randomUnavailable`.
    public init(from random: SecureRandom = .system) throws(SealError) {
        text = APIKeyToken.prefix + Base64.encode(try random.bytes(32), as: .url)
    }

    /// Returns nil unless the text is one that could have been given out.
    public init?(parsing text: some StringProtocol) {
        guard text.utf8.count == APIKeyToken.byteCount, text.hasPrefix(APIKeyToken.prefix),
            Base64.decode(text.dropFirst(APIKeyToken.prefix.count), as: .url)?.count == 32
        else { return nil }
        self.text = String(text)
    }

    /// What the token is stored and found under.
    ///
    /// - Parameter key: From the server's `OwnerKey.authenticationKey(for: .token)`.
    public func digest(under key: AuthenticationKey) -> Digest {
        key.code(for: Array(text.utf8))
    }
}

extension APIKeyToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The prefix, never the rest.
    public var description: String { "rk_…" }

    /// The prefix, never the rest.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
