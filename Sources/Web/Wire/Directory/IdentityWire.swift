import Attendance
import JSON
import Sealing

/// Reads and writes identity providers and the keys of their tokens.
enum IdentityWire {
    static func provider(_ reader: inout JSONReader) throws -> IdentityProvider {
        var issuer: String?
        var audiences: [String]?
        var keys: [TokenKey]?
        var address: String?
        try reader.object { name, value in
            switch name {
            case "issuer": issuer = try value.string(min: 1, max: TokenLimits.issuer)
            case "audience": audiences = try value.audiences()
            case "jwks": keys = try givenKeys(&value)
            case "jwksURL": address = try value.string(min: 1, max: TokenLimits.issuer)
            default: throw value.unknownMember()
            }
        }
        guard (keys == nil) != (address == nil) else {
            throw reader.invalid("must have either jwks or jwksURL")
        }
        return IdentityProvider(
            issuer: try reader.required(issuer, "issuer"),
            audiences: try reader.required(audiences, "audience"), keys: keys ?? [],
            keysURL: address)
    }

    static func write(_ provider: IdentityProvider, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("issuer", provider.issuer)
            if provider.audiences.count == 1 {
                writer.member("audience", provider.audiences[0])
            } else {
                writer.member("audience", provider.audiences)
            }
            if let address = provider.keysURL {
                writer.member("jwksURL", address)
            } else {
                writer.member("jwks") { writer in
                    writer.object { writer in
                        writer.member("keys") { writer in
                            writer.array { writer in
                                for key in provider.keys { write(key, to: &writer) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The keys of a set that was fetched; what is no key for tokens is passed over (RFC 7517 section 5).
    static func fetchedKeys(_ bytes: [UInt8]) throws(JSONError) -> [TokenKey] {
        var limits = JSONLimits.standard
        limits.stringBytes = 16 * 1_024
        return try JSONReader.read(bytes, limits: limits) { reader in
            try keys(&reader).compactMap {
                if case .taken(let key) = $0.meaning { key } else { nil }
            }
        }
    }

    /// The keys of a set that an admin gave, who is told what is wrong with it.
    private static func givenKeys(_ reader: inout JSONReader) throws -> [TokenKey] {
        var names: Set<String> = []
        var taken: [TokenKey] = []
        for key in try keys(&reader) {
            switch key.meaning {
            case .other: continue
            case .secret: throw reader.invalid("must not hold private or shared keys")
            case .unusable:
                throw reader.invalid(
                    "must hold RSA keys of 2048 to 8192 bits, P-256 keys or Ed25519 keys")
            case .taken(let key):
                if let name = key.id, !names.insert(name).inserted {
                    throw reader.invalid("must not hold two keys of one kid")
                }
                taken.append(key)
            }
        }
        guard !taken.isEmpty else { throw reader.invalid("must hold a key for signatures") }
        return taken
    }

    private static func keys(_ reader: inout JSONReader) throws -> [WrittenKey] {
        var keys: [WrittenKey]?
        try reader.object { name, value in
            switch name {
            case "keys": keys = try value.array(max: TokenLimits.keys) { try WrittenKey(&$0) }
            default: try value.skip()
            }
        }
        return try reader.required(keys, "keys")
    }

    private static func write(_ key: TokenKey, to writer: inout JSONWriter) {
        let isRSA = key.keyType == "RSA"
        writer.object { writer in
            writer.member("kty", key.keyType)
            if let id = key.id { writer.member("kid", id) }
            if let algorithm = key.algorithm { writer.member("alg", algorithm) }
            writer.member("use", "sig")
            if let curve = key.curve { writer.member("crv", curve) }
            writer.member(isRSA ? "n" : "x", key.first)
            if let second = key.second { writer.member(isRSA ? "e" : "y", second) }
        }
    }
}

/// A JSON Web Key as somebody wrote it; members that say nothing to signatures are passed over.
private struct WrittenKey {
    private var members: [String: String] = [:]
    private var isSecret = false

    init(_ reader: inout JSONReader) throws {
        var members: [String: String] = [:]
        var isSecret = false
        try reader.object { name, value in
            switch name {
            case "kty", "kid", "alg", "use", "crv", "x", "y", "n", "e":
                members[name.text] = try value.string(min: 1, max: 2_048)
            case "d", "p", "q", "dp", "dq", "qi", "oth", "k":
                isSecret = true
                try value.skip()
            default: try value.skip()
            }
        }
        self.members = members
        self.isSecret = isSecret
    }

    /// What the key is to tokens.
    var meaning: Meaning {
        if isSecret || members["kty"] == "oct" { return .secret }
        guard (members["use"] ?? "sig") == "sig", let type = members["kty"],
            ["RSA", "EC", "OKP"].contains(type)
        else { return .other }
        let isRSA = type == "RSA"
        guard (members["kid"]?.utf8.count ?? 0) <= TokenLimits.keyName,
            let first = members[isRSA ? "n" : "x"]
        else { return .unusable }
        let key = TokenKey(
            keyType: type, id: members["kid"], algorithm: members["alg"],
            curve: isRSA ? nil : members["crv"], first: first,
            second: members[isRSA ? "e" : "y"])
        do throws(SealError) {
            _ = try VerificationKey(key)
            return .taken(key)
        } catch { return .unusable }
    }

    enum Meaning {
        /// Tokens may be checked by it.
        case taken(TokenKey)
        /// It has nothing to do with signatures.
        case other
        /// It is for signatures, but too weak, malformed or of another curve.
        case unusable
        /// It is nobody else's to see.
        case secret
    }
}
