/// The members of a public JSON Web Key (RFC 7517).
public struct PublicJWK: Hashable, Sendable {
    /// `kty`: `OKP` or `EC`.
    public let keyType: String
    /// `crv`: `Ed25519`, `P-256`, or `SM2` by private agreement.
    public let curve: String
    /// `x` in base64url.
    public let x: String
    /// `y` in base64url; nil where the curve has none.
    public let y: String?

    /// A key as its members say; all in base64url, unchecked.
    public init(keyType: String, curve: String, x: String, y: String?) {
        self.keyType = keyType
        self.curve = curve
        self.x = x
        self.y = y
    }

    /// The key's name: its thumbprint by RFC 7638 with SHA-256, in base64url.
    public var keyID: String {
        let digest = Digest(of: Array("{\(identifyingMembers)}".utf8))
        return Base64.encode(digest.bytes, as: .url)
    }

    /// The key as JSON, with `kid`, for signatures.
    public var json: String { "{\(identifyingMembers),\"kid\":\"\(keyID)\",\"use\":\"sig\"}" }

    /// In the order that RFC 7638 fixes; every value is of characters that JSON leaves as they are.
    private var identifyingMembers: String {
        let common = "\"crv\":\"\(curve)\",\"kty\":\"\(keyType)\",\"x\":\"\(x)\""
        guard let y else { return common }
        return common + ",\"y\":\"\(y)\""
    }
}
