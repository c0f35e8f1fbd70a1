import Foundation
import JSON
import Sealing
import Testing

/// Tokens as attackers make them. Each is refused, and each beside a twin that differs in that one thing and is taken.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: OpenSSL.path)))
struct TokenZooTests {
    @Test func `no beast of the zoo gets in, and every honest twin does`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let zoo = try Zoo()
        let registered = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider",
            zoo.issuer.registration(
                more: [
                    zoo.rsa.jwk(id: "rsa"), zoo.other.jwk(id: "rs-only", more: #","alg":"RS256""#),
                ]))
        #expect(registered.status == 201)
        let beasts = try [
            zoo.algorithms(), zoo.signatures(), zoo.headers(), zoo.claims(), zoo.forms(),
        ].flatMap { $0 }
        var seen: Set<String> = []
        var tokens: [String] = []

        for beast in beasts {
            let path = "\(acme.path)/members/e1/consents"
            let (token, twin) = (try beast.token(), try beast.twin())
            let bad = try await Client(server.url, key: token).get(path)
            let good = try await Client(server.url, key: twin).get(path)

            #expect(bad.status == 401, "\(beast.name)")
            #expect(bad.code == "unauthenticated", "\(beast.name)")
            #expect(good.status == 200, "the twin of \(beast.name)")
            #expect(seen.insert(beast.name).inserted)
            tokens.append(token)
        }
        #expect(beasts.count >= 40)
        #expect(server.isAlive)
        for token in tokens { #expect(!server.log.contains(token)) }
    }
}

/// A token that must be refused, and its honest twin; both are made when they are sent, so that their times are as far
/// from the server's clock as they say, however slowly the others were answered.
struct Beast {
    let name: String
    let token: () throws -> String
    let twin: () throws -> String

    init(
        _ name: String, _ token: @escaping @autoclosure () throws -> String,
        twin: @escaping @autoclosure () throws -> String
    ) {
        self.name = name
        self.token = token
        self.twin = twin
    }
}

/// Makes the beasts.
struct Zoo {
    let issuer: IssuerOfTokens
    let stranger: IssuerOfTokens
    let rsa: RSASigner
    let other: RSASigner
    private let honest: String

    init() throws {
        issuer = try IssuerOfTokens()
        stranger = try IssuerOfTokens(seed: 40)
        rsa = try RSASigner()
        other = try RSASigner()
        honest = try issuer.token()
    }

    private func rs256(_ header: [String: String?] = [:], pss: Bool = false) throws -> String {
        let usual: [String: String?] = ["alg": "\"RS256\"", "kid": "\"rsa\""]
        return try issuer.token(header: usual.merging(header) { $1 }) {
            try rsa.signature(of: $0, pss: pss)
        }
    }

    func algorithms() throws -> [Beast] {
        let (plain, pss) = (try rs256(), try rs256(["alg": "\"PS256\""], pss: true))
        func shared(_ algorithm: String, _ secret: [UInt8]) throws -> String {
            let key = AuthenticationKey(Secret(copying: secret))
            return try issuer.token(
                header: ["alg": "\"\(algorithm)\"", "kid": "\"rsa\""]
            ) { key.code(for: $0).bytes }
        }
        let bound = try issuer.token(header: ["alg": "\"RS256\"", "kid": "\"rs-only\""]) {
            try other.signature(of: $0)
        }
        let unbound = try issuer.token(header: ["alg": "\"PS256\"", "kid": "\"rs-only\""]) {
            try other.signature(of: $0, pss: true)
        }
        let edwards = try issuer.token(header: ["alg": "\"EdDSA\"", "kid": "\"ed\""]) {
            try issuer.edwards.signature(of: $0)
        }
        let modulus = Base64.decode(rsa.modulus, as: .url) ?? []
        func named(_ algorithm: String?, twin: String? = nil) throws -> Beast {
            let name = algorithm ?? "no alg"
            return Beast(
                name, try issuer.token(header: ["alg": algorithm]), twin: twin ?? honest)
        }
        func unsigned(_ name: String) throws -> Beast {
            let token = try issuer.token(header: ["alg": "\"\(name)\""]) { _ in [] }
            return Beast("alg \(name)", token, twin: honest)
        }
        let beasts: [Beast] = [
            try unsigned("none"), try unsigned("None"), try unsigned("NONE"), try unsigned(""),
            try named("\"none\""), try named("\"ES384\""), try named("\"es256\""),
            try named(nil), try named("256"), try named("\"EdDSA\"", twin: edwards),
            Beast("HS256 by the modulus", try shared("HS256", modulus), twin: plain),
            Beast("HS256 by the PEM", try shared("HS256", rsa.publicPEM), twin: plain),
            Beast("HS512", try shared("HS512", rsa.publicPEM), twin: plain),
            Beast("RS384", try rs256(["alg": "\"RS384\""]), twin: plain),
            Beast("RS256 by an elliptic key", try rs256(["kid": "\"ec\""]), twin: plain),
            Beast("RS256 named PS256", try rs256(["alg": "\"PS256\""]), twin: pss),
            Beast("PS256 named RS256", try rs256(pss: true), twin: pss),
            Beast("PS256 by a key for RS256", unbound, twin: bound),
        ]
        return beasts
    }

    func signatures() throws -> [Beast] {
        func signed(_ name: String, _ change: @escaping ([UInt8]) -> [UInt8]) throws -> Beast {
            let token = try issuer.token { change(try issuer.elliptic.signature(of: $0)) }
            return Beast(name, token, twin: honest)
        }
        func by(_ name: String, _ sign: @escaping ([UInt8]) throws -> [UInt8]) throws -> Beast {
            Beast(name, try issuer.token(sign: sign), twin: honest)
        }
        let half = [UInt8](repeating: 0, count: 32)
        let parts = honest.split(separator: ".")
        let payload = IssuerOfTokens.object(
            IssuerOfTokens.claims(of: "e2"), changed: ["exp": "9999999999"])
        let forged = Base64.encode(Array(payload.utf8), as: .url)
        let second = try issuer.token(header: ["kid": "\"ec2\""]) {
            try issuer.second.signature(of: $0)
        }
        let wrong = try issuer.token { try issuer.second.signature(of: $0) }
        let beasts: [Beast] = [
            try signed("a flipped bit") { [$0[0] ^ 1] + Array($0.dropFirst()) },
            try signed("a signature cut short") { Array($0.dropLast()) },
            try signed("a signature drawn out") { $0 + [0] },
            try signed("only zeros") { _ in half + half },
            try signed("r is zero") { half + Array($0.suffix(32)) },
            try signed("s is zero") { Array($0.prefix(32)) + half },
            try by("DER instead of two numbers") {
                try issuer.elliptic.signature(of: $0, form: .der)
            },
            try by("another's key") { try stranger.elliptic.signature(of: $0) },
            Beast("another key of the issuer's", wrong, twin: second),
            Beast("another payload", "\(parts[0]).\(forged).\(parts[2])", twin: honest),
        ]
        return beasts
    }

    func headers() throws -> [Beast] {
        func by(_ name: String, _ header: [String: String?]) throws -> Beast {
            Beast(name, try issuer.token(header: header), twin: honest)
        }
        func brought(_ name: String, _ header: [String: String?]) throws -> Beast {
            let token = try issuer.token(header: header) {
                try stranger.elliptic.signature(of: $0)
            }
            return Beast(name, token, twin: honest)
        }
        let key = IssuerOfTokens.jwk(stranger.elliptic.publicKey.jwk, id: "ec")
        let claims = IssuerOfTokens.object(IssuerOfTokens.claims(), changed: [:])
        let doubled = try IssuerOfTokens.compact(
            #"{"alg":"none","kid":"ec","alg":"ES256"}"#, claims
        ) { try issuer.elliptic.signature(of: $0) }
        let beasts: [Beast] = [
            try by("an unknown kid", ["kid": "\"nobody\""]),
            try by("a kid in another case", ["kid": "\"EC\""]),
            try by("no kid where two keys fit", ["kid": nil]),
            try by("a kid that is a number", ["kid": "1"]),
            try by("a kid that is a path", ["kid": "\"../../dev/null\""]),
            try by("crit", ["crit": "[\"exp\"]"]),
            try by("crit of nothing", ["crit": "null"]),
            try by("b64", ["b64": "false", "crit": "[\"b64\"]"]),
            try by("zip", ["zip": "\"DEF\""]),
            try by("a token for something else", ["typ": "\"secevent+jwt\""]),
            try brought("a key brought along", ["jwk": key]),
            try brought("an address brought along", ["jku": "\"https://evil.example/keys\""]),
            try brought("a chain brought along", ["x5u": "\"https://evil.example/chain\""]),
            Beast("alg twice", doubled, twin: honest),
        ]
        return beasts
    }

    func claims() throws -> [Beast] {
        func with(_ claim: String, _ value: String?, twin: String? = nil) throws -> Beast {
            let name = "\(claim) \(value ?? "missing")"
            return Beast(
                name, try issuer.token([claim: value]),
                twin: twin == nil ? honest : try issuer.token([claim: twin]))
        }
        /// A time so many seconds from when the token is sent.
        func from(_ claim: String, now seconds: Int, twin: Int) -> Beast {
            func token(_ seconds: Int) throws -> String {
                let time = Int(Date().timeIntervalSince1970) + seconds
                return try issuer.token([claim: "\(time)"])
            }
            return Beast(
                "\(claim) \(seconds) s from now", try token(seconds), twin: try token(twin))
        }
        let now = Int(Date().timeIntervalSince1970)
        let beasts: [Beast] = [
            try with("iss", nil), try with("iss", "\"https://id.acme.example/\""),
            try with("iss", "\"https://id.evil.example\""),
            try with("iss", "[\"https://id.acme.example\"]"),
            try with("aud", nil), try with("aud", "\"another\""), try with("aud", "\"Rollcall\""),
            try with("aud", "[]"),
            try with("aud", "[\"another\"]", twin: "[\"another\",\"rollcall\"]"),
            try with("aud", "[\"rollcall\",7]", twin: "[\"rollcall\"]"),
            try with("exp", nil), try with("exp", "null"), try with("exp", "\"\(now + 600)\""),
            from("exp", now: -75, twin: -20), try with("exp", "0"),
            try with("exp", "-1"), try with("exp", "1e300"), try with("exp", "1e999"),
            from("nbf", now: 120, twin: 30),
            try with("nbf", "\"\(now)\"", twin: "\(now)"),
            from("iat", now: 120, twin: 30), try with("iat", "\"now\""),
            try with("sub", nil), try with("sub", "\"nobody\""), try with("sub", "\"\""),
            try with("sub", "\"e1 \""), try with("sub", "\"e1\\u0000\""),
            try with("sub", "[\"e1\"]"),
        ]
        return beasts
    }

    func forms() throws -> [Beast] {
        let parts = honest.split(separator: ".").map(String.init)
        let object = IssuerOfTokens.object(IssuerOfTokens.claims(), changed: [:])
        func signed(_ payload: String) throws -> String {
            try IssuerOfTokens.compact(#"{"alg":"ES256","kid":"ec"}"#, payload) {
                try issuer.elliptic.signature(of: $0)
            }
        }
        let plain = try signed(object)
        func by(_ name: String, _ payload: String) throws -> Beast {
            Beast(name, try signed(payload), twin: plain)
        }
        func so(_ name: String, _ token: String) -> Beast { Beast(name, token, twin: honest) }
        let start = String(object.dropLast())
        let end = String(object.dropFirst())
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let long = "{\"p\":[" + [String](repeating: "1234567", count: 780).joined(separator: ",")
        let short = "{\"p\":[" + [String](repeating: "1234567", count: 78).joined(separator: ",")
        let beasts: [Beast] = [
            so("two parts", "\(parts[0]).\(parts[1])"),
            so("four parts", "\(honest).\(parts[2])"),
            so("five parts", "\(parts[0])..\(parts[1]).\(parts[2]).\(parts[2])"),
            so("an empty header", ".\(parts[1]).\(parts[2])"),
            so("an empty payload", "\(parts[0])..\(parts[2])"),
            so("padding", "\(honest)=="),
            so("a set bit that means nothing", "\(parts[0]).\(parts[1]).\(spoilt(parts[2]))"),
            try by("a payload that is an array", "[\(object)]"),
            try by("a trailing comma", "\(start),}"),
            try by("sub twice", "{\"sub\":\"e2\",\(end)"),
            try by("a member twice, deeper", "\(start),\"x\":{\"a\":1,\"a\":2}}"),
            try by("something after it", "\(object){}"),
            try by("a byte order mark", "\u{FEFF}\(object)"),
            try by("too deep", "\(start),\"x\":\(deep)}"),
            Beast(
                "too long", try signed("\(long)],\(end)"), twin: try signed("\(short)],\(end)")),
        ]
        return beasts
    }

    /// The same bytes in another text: 64 bytes leave four bits of the last digit unused.
    private func spoilt(_ text: String) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        guard let last = text.last, let place = digits.firstIndex(of: last) else { return text }
        return "\(text.dropLast())\(digits[place ^ 1])"
    }
}
