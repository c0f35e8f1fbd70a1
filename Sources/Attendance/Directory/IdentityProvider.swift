/// Who vouches for an organization's members: tokens that it signs speak for them.
public struct IdentityProvider: Hashable, Codable, Sendable {
    /// What tokens name as their issuer, letter by letter.
    public let issuer: String
    /// What tokens are made for; one of them must be named.
    public let audiences: [String]
    /// The keys that tokens are signed with; empty where they are fetched.
    public let keys: [TokenKey]
    /// Where the keys are fetched; nil where they are given.
    public let keysURL: String?

    /// A provider as its parts say.
    public init(issuer: String, audiences: [String], keys: [TokenKey], keysURL: String?) {
        self.issuer = issuer
        self.audiences = audiences
        self.keys = keys
        self.keysURL = keysURL
    }

    /// The one id that an organization keeps its provider under.
    public static let id = "identity-provider"
}

extension IdentityProvider: Document {
    /// Kept as the identity provider.
    public static var kind: DocumentKind { .identityProvider }
}

/// A public JSON Web Key (RFC 7517) by which tokens are checked; only what that needs.
public struct TokenKey: Hashable, Codable, Sendable {
    /// `kty`: `RSA`, `EC` or `OKP`.
    public let keyType: String
    /// `kid`, the name that tokens call the key by.
    public let id: String?
    /// `alg`, the one algorithm that the key may be used with; nil for all of its type.
    public let algorithm: String?
    /// `crv` of `EC` and `OKP`.
    public let curve: String?
    /// `x` of `EC` and `OKP`, or `n` of `RSA`, in base64url.
    public let first: String
    /// `y` of `EC`, or `e` of `RSA`, in base64url.
    public let second: String?

    /// A key as its members say.
    public init(
        keyType: String, id: String?, algorithm: String?, curve: String?, first: String,
        second: String?
    ) {
        self.keyType = keyType
        self.id = id
        self.algorithm = algorithm
        self.curve = curve
        self.first = first
        self.second = second
    }
}

/// Which organizations trust an issuer of tokens.
public protocol IssuerDirectory: Sendable {
    /// The organizations whose provider names this issuer, in the order of their ids.
    func organizations(
        trusting issuer: String, limit: Int
    ) async throws(StoreError) -> [OrganizationID]
}
