import Attendance
import JSON
import Sealing

/// A JSON Web Token in its compact form (RFC 7519), taken apart strictly; nothing of it is to be believed before its
/// signature is verified.
struct CompactToken: Sendable {
    /// What it says that it was signed with.
    let algorithm: TokenAlgorithm
    /// The name of the key that it says it was signed with.
    let keyID: String?
    /// What it claims.
    let claims: TokenClaims
    /// The bytes that the signature covers.
    let signedBytes: [UInt8]
    /// The signature.
    let signature: [UInt8]

    /// The longest token that is looked at, in bytes.
    static let byteLimit = 8_192

    /// Returns nil for anything but three parts of strict base64url whose first two are strict JSON objects of what
    /// is understood here.
    init?(_ text: Substring) {
        guard text.utf8.count <= Self.byteLimit else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64.decode(parts[0], as: .url),
            let payload = Base64.decode(parts[1], as: .url),
            let signature = Base64.decode(parts[2], as: .url), !signature.isEmpty
        else { return nil }
        do {
            (algorithm, keyID) = try JSONReader.read(header) { try Self.header(&$0) }
            claims = try JSONReader.read(payload) { try TokenClaims(&$0) }
        } catch {
            // Whoever sends such a token learns no more than that it is not one.
            return nil
        }
        signedBytes = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
        self.signature = signature
    }

    /// Reads the algorithm and the key's name; refuses what would have to be understood, and keys that the token
    /// brings along.
    private static func header(
        _ reader: inout JSONReader
    ) throws -> (TokenAlgorithm, String?) {
        var algorithm: TokenAlgorithm?
        var keyID: String?
        try reader.object { name, value in
            switch name {
            case "alg": algorithm = try value.one(of: TokenAlgorithm.self)
            case "kid": keyID = try value.string(min: 1, max: TokenLimits.keyName)
            case "typ":
                let type = try value.string(max: 64).lowercased()
                guard ["jwt", "at+jwt", "application/jwt", "application/at+jwt"].contains(type)
                else { throw value.invalid("must be a token") }
            case "crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5u":
                throw value.invalid("is not understood")
            default: try value.skip()
            }
        }
        return (try reader.required(algorithm, "alg"), keyID)
    }
}

/// What a token claims (RFC 7519 section 4.1).
struct TokenClaims: Sendable {
    /// Who says that it made the token.
    let issuer: String
    /// For whom it was made.
    let audiences: [String]
    /// The member that it speaks for.
    let member: MemberID
    /// When it ends, in seconds since 1970.
    let expiresAt: Double
    /// Before when it does not hold.
    let notBefore: Double?
    /// When it was made.
    let issuedAt: Double?

    /// Reads the claims; those that have no meaning here are passed over.
    init(_ reader: inout JSONReader) throws {
        var issuer: String?
        var audiences: [String]?
        var member: MemberID?
        var expiresAt: Double?
        var notBefore: Double?
        var issuedAt: Double?
        try reader.object { name, value in
            switch name {
            case "iss": issuer = try value.string(min: 1, max: TokenLimits.issuer)
            case "aud": audiences = try value.audiences()
            case "sub": member = try value.identifier()
            case "exp": expiresAt = try value.double(in: TokenLimits.dates)
            case "nbf": notBefore = try value.double(in: TokenLimits.dates)
            case "iat": issuedAt = try value.double(in: TokenLimits.dates)
            default: try value.skip()
            }
        }
        self.issuer = try reader.required(issuer, "iss")
        self.audiences = try reader.required(audiences, "aud")
        self.member = try reader.required(member, "sub")
        self.expiresAt = try reader.required(expiresAt, "exp")
        self.notBefore = notBefore
        self.issuedAt = issuedAt
    }

    /// Whether a provider's token with these claims holds at a time, in seconds since 1970.
    func hold(for provider: IdentityProvider, at now: Double) -> Bool {
        let skew = TokenLimits.skewSeconds
        return issuer == provider.issuer
            && audiences.contains { provider.audiences.contains($0) }
            && now < expiresAt + skew
            && (notBefore.map { $0 <= now + skew } ?? true)
            && (issuedAt.map { $0 <= now + skew } ?? true)
    }
}

/// The bounds of tokens and of the keys they are checked by.
enum TokenLimits {
    /// Bytes of an issuer, an audience or an address of keys.
    static let issuer = 1_024
    /// Audiences of a token or a provider.
    static let audiences = 16
    /// Bytes of a key's name.
    static let keyName = 256
    /// Keys of a set.
    static let keys = 64
    /// Bytes of a set of keys.
    static let keySet = 256 * 1_024
    /// Organizations that trust one issuer and are asked whether they take a token.
    static let organizations = 16
    /// Times that a token may name, in seconds since 1970.
    static let dates = 0...253_402_300_799.0
    /// How far an issuer's clock may be from the server's, in seconds.
    static let skewSeconds = 60.0
    /// For how long a token that was verified is believed without looking again, in milliseconds.
    static let rememberedMilliseconds: Int64 = 60_000
    /// After how long keys are fetched again, in milliseconds.
    static let freshMilliseconds: Int64 = 10 * 60_000
    /// For how long keys are used while their issuer does not answer, in milliseconds.
    static let outageMilliseconds: Int64 = 24 * 3_600_000
}

extension JSONReader {
    /// One audience, or several.
    mutating func audiences() throws(JSONError) -> [String] {
        guard kind == .array else { return [try string(min: 1, max: TokenLimits.issuer)] }
        let audiences = try array(max: TokenLimits.audiences) {
            try $0.string(min: 1, max: TokenLimits.issuer)
        }
        guard !audiences.isEmpty else { throw invalid("must name somebody") }
        return audiences
    }
}
