import Attendance
import Sealing

/// The algorithms that tokens may be signed with (RFC 7518, RFC 8037); every other is refused, `none` and shared
/// secrets first of all.
enum TokenAlgorithm: String, Sendable, CaseIterable {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rs256 = "RS256"
    /// RSASSA-PSS with SHA-256.
    case ps256 = "PS256"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
    /// Ed25519.
    case edDSA = "EdDSA"
}

/// A key by which tokens are checked, and the algorithms that it may be used with.
///
/// The key decides, never the token: a token that names another algorithm is not checked at all.
struct VerificationKey: Sendable {
    /// The name that tokens call it by.
    let id: String?
    private let form: Form
    private let algorithms: Set<TokenAlgorithm>

    /// - Throws: `SealError.invalidKey` for a key of another type or curve, too short, or with an algorithm that is
    ///   not one of its type's.
    init(_ key: TokenKey) throws(SealError) {
        id = key.id
        let offered: Set<TokenAlgorithm>
        switch (key.keyType, key.curve, key.second) {
        case ("RSA", nil, let exponent?):
            form = .rsa(try RSAPublicKey(n: key.first, e: exponent))
            offered = [.rs256, .ps256]
        case ("EC", "P-256", let y?):
            form = .elliptic(try EllipticPublicKey(.p256, x: key.first, y: y))
            offered = [.es256]
        case ("OKP", "Ed25519", nil):
            guard let bytes = Base64.decode(key.first, as: .url) else { throw .invalidKey }
            form = .edwards(try Ed25519PublicKey(bytes: bytes))
            offered = [.edDSA]
        default: throw .invalidKey
        }
        guard let name = key.algorithm else {
            algorithms = offered
            return
        }
        guard let algorithm = TokenAlgorithm(rawValue: name), offered.contains(algorithm) else {
            throw .invalidKey
        }
        algorithms = [algorithm]
    }

    /// Whether the key may be used with an algorithm.
    func takes(_ algorithm: TokenAlgorithm) -> Bool { algorithms.contains(algorithm) }

    /// Whether a token was signed with this key.
    func verifies(_ token: CompactToken) -> Bool {
        guard takes(token.algorithm) else { return false }
        switch form {
        case .rsa(let key):
            let padding: RSAPadding = token.algorithm == .ps256 ? .pss : .pkcs1
            return key.verifies(token.signature, of: token.signedBytes, padding: padding)
        case .elliptic(let key): return key.verifies(token.signature, of: token.signedBytes)
        case .edwards(let key): return key.verifies(token.signature, of: token.signedBytes)
        }
    }

    private enum Form {
        case rsa(RSAPublicKey)
        case elliptic(EllipticPublicKey)
        case edwards(Ed25519PublicKey)
    }
}

extension [VerificationKey] {
    /// The one key that a token means; nil when none is meant, or it cannot be told which.
    func key(for token: CompactToken) -> VerificationKey? {
        let fitting = filter { $0.takes(token.algorithm) }
        let meant = token.keyID.map { name in fitting.filter { $0.id == name } } ?? fitting
        return meant.count == 1 ? meant[0] : nil
    }
}
