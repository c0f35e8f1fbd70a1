import Foundation
import JSON
import Sealing
import Testing

/// An identity provider of a test: keys of its own, and tokens that it signs or pretends to.
struct IssuerOfTokens: Sendable {
    static let name = "https://id.acme.example"
    static let audience = "rollcall"

    let elliptic: EllipticPrivateKey
    let second: EllipticPrivateKey
    let edwards: Ed25519PrivateKey

    init(seed: UInt8 = 1) throws {
        func scalar(_ byte: UInt8) -> Secret {
            Secret(copying: [UInt8](repeating: byte, count: 32))
        }
        elliptic = try EllipticPrivateKey(.p256, scalar: scalar(seed))
        second = try EllipticPrivateKey(.p256, scalar: scalar(seed + 1))
        edwards = try Ed25519PrivateKey(seed: scalar(seed + 2))
    }

    /// Its keys as JSON Web Keys.
    var keys: [String] {
        [
            Self.jwk(elliptic.publicKey.jwk, id: "ec"), Self.jwk(second.publicKey.jwk, id: "ec2"),
            Self.jwk(edwards.publicKey.jwk, id: "ed"),
        ]
    }

    /// What an admin registers.
    func registration(more: [String] = [], audience: String = "\"rollcall\"") -> String {
        #"{"issuer":"\#(Self.name)","audience":\#(audience),"jwks":"#
            + "{\"keys\":[\((keys + more).joined(separator: ","))]}}"
    }

    /// A token that holds, unless a member is changed or left out.
    func token(
        _ changes: [String: String?] = [:], header: [String: String?] = [:],
        sign: (([UInt8]) throws -> [UInt8])? = nil
    ) throws -> String {
        try Self.compact(
            Self.object(
                ["alg": "\"ES256\"", "kid": "\"ec\"", "typ": "\"JWT\""], changed: header),
            Self.object(Self.claims(), changed: changes),
            sign: sign ?? { try elliptic.signature(of: $0) })
    }

    /// Claims that hold for member `e1`.
    static func claims(of member: String = "e1") -> [String: String] {
        let now = Int(Date().timeIntervalSince1970)
        return [
            "iss": "\"\(name)\"", "aud": "\"\(audience)\"", "sub": "\"\(member)\"",
            "exp": "\(now + 600)", "iat": "\(now)", "nbf": "\(now - 5)",
        ]
    }

    /// Three parts of base64url from two texts and a signature of the first two.
    static func compact(
        _ header: String, _ payload: String, sign: ([UInt8]) throws -> [UInt8]
    ) rethrows -> String {
        let body = [header, payload].map { Base64.encode(Array($0.utf8), as: .url) }
            .joined(separator: ".")
        return body + "." + Base64.encode(try sign(Array(body.utf8)), as: .url)
    }

    /// An object of JSON texts; a change to nil leaves a member out.
    static func object(_ members: [String: String], changed: [String: String?]) -> String {
        var members = members
        for (name, value) in changed { members[name] = value }
        let texts = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return "{" + texts.joined(separator: ",") + "}"
    }

    static func jwk(_ key: PublicJWK, id: String, more: String = "") -> String {
        let y = key.y.map { #","y":"\#($0)""# } ?? ""
        let type = #""kty":"\#(key.keyType)","crv":"\#(key.curve)""#
        return #"{\#(type),"x":"\#(key.x)"\#(y),"kid":"\#(id)"\#(more)}"#
    }
}

/// A key of RSA, made and used by the `openssl` tool: the project itself never signs with one.
final class RSASigner: Sendable {
    private let pem: URL
    let modulus: String
    /// The public key as PEM.
    let publicPEM: [UInt8]

    init(bits: Int = 2_048) throws {
        pem = FileManager.default.temporaryDirectory.appending(
            path: "rollcall-\(UUID().uuidString).pem")
        _ = try Self.openssl([
            "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)", "-out",
            pem.path,
        ])
        let told = try Self.openssl(["rsa", "-in", pem.path, "-noout", "-modulus"])
        let hex = String(decoding: told, as: UTF8.self).dropFirst("Modulus=".count)
        let bytes = Hexadecimal.decode(hex.filter { !$0.isWhitespace }) ?? []
        modulus = Base64.encode(bytes, as: .url)
        publicPEM = try Self.openssl(["rsa", "-in", pem.path, "-pubout"])
    }

    deinit {
        do { try FileManager.default.removeItem(at: pem) } catch { return }
    }

    func jwk(id: String, more: String = "") -> String {
        #"{"kty":"RSA","n":"\#(modulus)","e":"AQAB","kid":"\#(id)"\#(more)}"#
    }

    func signature(of message: [UInt8], pss: Bool = false) throws -> [UInt8] {
        let options =
            pss ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"] : []
        return try Self.openssl(
            ["dgst", "-sha256", "-sign", pem.path] + options, input: message)
    }

    private static func openssl(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let said = try OpenSSL.run(arguments, input: input)
        try #require(said.status == 0)
        return said.output
    }
}
