import Foundation
import Testing

@testable import Sealing

struct MessageSignatureTests {
    static let body = Array(#"{"id":"c-1","member":"e1024"}"#.utf8)
    static let now: Int64 = 1_700_000_000

    static func key(_ curve: Curve = .p256) throws -> EllipticPrivateKey {
        try EllipticPrivateKey(curve, from: Sample.random(seed: 11))
    }

    /// A signed check-in, with one field replaced or left out where a test asks for it.
    static func request(
        target: String = "/v1/orgs/acme/check-ins",
        covering components: [String] = ["@method", "@path", "content-digest"],
        key: EllipticPrivateKey, replacing replacement: (name: String, value: String?)? = nil
    ) throws -> MessageParts {
        var fields = [
            (name: "Content-Type", value: "application/json"),
            (name: "Content-Digest", value: ContentDigest.header(for: body)),
        ]
        let parameters = SignatureParameters(
            components: components, created: now, nonce: "n-1", keyID: "d-1")
        let (input, signature) = try MessageSignature.headers(
            signing: MessageParts(method: "POST", target: target, fields: fields), as: parameters,
            with: key)
        fields += [(name: "Signature-Input", value: input), (name: "Signature", value: signature)]
        if let replacement {
            fields.removeAll { $0.name == replacement.name }
            if let value = replacement.value {
                fields.append((name: replacement.name, value: value))
            }
        }
        return MessageParts(method: "POST", target: target, fields: fields)
    }

    /// What verification says of a request.
    static func verdict(
        on message: MessageParts, body: [UInt8] = body, key: EllipticPublicKey
    ) -> MessageSignatureError? {
        do throws(MessageSignatureError) {
            try MessageSignature(of: message).verify(over: message, body: body, key: key)
            return nil
        } catch { return error }
    }

    @Test(arguments: EllipticKeyTests.curves)
    func `what a device signed is verified`(curve: Curve) throws {
        let key = try Self.key(curve)

        let request = try Self.request(key: key)
        let signature = try MessageSignature(of: request)

        #expect(Self.verdict(on: request, key: key.publicKey) == nil)
        #expect(signature.parameters.nonce == "n-1")
        #expect(signature.parameters.keyID == "d-1")
        #expect(signature.parameters.created == Self.now)
        #expect(signature.label == "sig1")
    }

    @Test(arguments: EllipticKeyTests.curves)
    func `of 1,000 mutated signatures none is accepted`(curve: Curve) throws {
        let key = try Self.key(curve)
        let request = try Self.request(key: key)
        let good = try MessageSignature(of: request).signature
        let draws = Sample.random(seed: 1)
        var accepted = 0

        for round in 0..<1_000 {
            var bytes = good
            switch round % 4 {
            case 0, 1: bytes[round / 2 % 512 / 8] ^= 1 << UInt8(round / 2 % 8)
            case 2: bytes[round % 64] &+= max(1, try draws.bytes(1)[0])
            default: bytes = try draws.bytes(64)
            }
            let mutated = MessageParts(
                method: "POST", target: "/v1/orgs/acme/check-ins",
                fields: [
                    ("Content-Digest", ContentDigest.header(for: Self.body)),
                    ("Signature-Input", request.soleField("signature-input") ?? ""),
                    ("Signature", "sig1=:" + Base64.encode(bytes, as: .padded) + ":"),
                ])
            if Self.verdict(on: mutated, key: key.publicKey) == nil { accepted += 1 }
            if round == 0 { #expect(Self.verdict(on: mutated, key: key.publicKey) == .forged) }
        }

        #expect(Self.verdict(on: request, key: key.publicKey) == nil)
        #expect(accepted == 0)
    }

    @Test
    func `a change of method, path, body, nonce, time, key or label is refused`() throws {
        let key = try Self.key()
        let request = try Self.request(key: key)
        let input = try #require(request.soleField("signature-input"))
        let fields = ["content-digest", "signature-input", "signature"].map {
            (name: $0, value: request.soleField($0) ?? "")
        }
        func inputs(_ old: String, _ new: String) throws -> MessageSignatureError? {
            let changed = try Self.request(
                key: key, replacing: ("Signature-Input", input.replacing(old, with: new)))
            // The other signature header is another draw of the same key, over the same base.
            return Self.verdict(on: changed, key: key.publicKey)
        }
        func target(_ method: String, _ target: String) -> MessageSignatureError? {
            let parts = MessageParts(method: method, target: target, fields: fields)
            return Self.verdict(on: parts, key: key.publicKey)
        }

        #expect(target("POST", "/v1/orgs/acme/check-ins") == nil)
        #expect(target("PUT", "/v1/orgs/acme/check-ins") == .forged)
        #expect(target("POST", "/v1/orgs/acne/check-ins") == .forged)
        #expect(target("POST", "/v1/orgs/acme/check-ins?x=1") == .uncovered("@query"))
        #expect(try inputs("n-1", "n-1") == nil)
        #expect(try inputs("n-1", "n-2") == .forged)
        #expect(try inputs("created=1700000000", "created=1700000001") == .forged)
        #expect(try inputs("d-1", "d-2") == .forged)
        #expect(try inputs("\"@method\" \"@path\"", "\"@path\" \"@method\"") == .forged)
        #expect(
            try inputs(";nonce=\"n-1\";keyid=\"d-1\"", ";keyid=\"d-1\";nonce=\"n-1\"") == .forged)
        #expect(try inputs("sig1=", "sig2=") == .notOneSignature)
        #expect(
            Self.verdict(on: request, body: Self.body + [32], key: key.publicKey) == .wrongContent)
        let other = try EllipticPrivateKey(.p256, from: Sample.random(seed: 12)).publicKey
        #expect(Self.verdict(on: request, key: other) == .forged)
    }

    @Test(arguments: [
        ("\"@method\" ", "", MessageSignatureError.uncovered("@method")),
        (" \"content-digest\"", "", .uncovered("content-digest")),
        (";nonce=\"n-1\"", "", .missingParameter("nonce")),
        (";created=1700000000", "", .missingParameter("created")),
        (";keyid=\"d-1\"", "", .missingParameter("keyid")),
        (";alg=\"ecdsa-p256-sha256\"", "", .missingParameter("alg")),
        ("ecdsa-p256-sha256", "hmac-sha256", .wrongAlgorithm("hmac-sha256")),
        ("ecdsa-p256-sha256", "none", .wrongAlgorithm("none")),
        ("ecdsa-p256-sha256", "sm2-sm3", .wrongAlgorithm("sm2-sm3")),
        ("\"@path\"", "\"@target-uri\"", .uncovered("@path")),
        ("\"@path\"", "\"@path\" \"@path\"", .repeatedComponent("@path")),
        ("\"@path\"", "\"@path\" \"@scheme\"", .unsupportedComponent("@scheme")),
        ("\"@path\"", "\"@path\";req", .unsupportedComponent("@path")),
        ("\"@path\"", "\"@Path\"", .unsupportedComponent("@Path")),
        ("\"@path\"", "\"@path\" \"\"", .unsupportedComponent("")),
        ("\"@path\"", "\"@path\" \"x-none\"", .absentComponent("x-none")),
        (";nonce=\"n-1\"", ";nonce=\"n-1\";nonce=\"n-1\"", .unknownParameter("nonce")),
        (";nonce=\"n-1\"", ";nonce=\"n-1\";x=1", .unknownParameter("x")),
        (";nonce=\"n-1\"", ";nonce=1", .malformed(.signatureInput)),
        (";nonce=\"n-1\"", ";nonce=\"n", .malformed(.signatureInput)),
        (";nonce=\"n-1\"", ";nonce=\"n\\a\"", .malformed(.signatureInput)),
        (";nonce=\"n-1\"", ";nonce=\"n\u{e9}\"", .malformed(.signatureInput)),
        (";nonce=\"n-1\"", ";nonce=\"n\n\"", .malformed(.signatureInput)),
        (";nonce=\"n-1\"", ";Nonce=\"n-1\"", .malformed(.signatureInput)),
        ("created=1700000000", "created=17000000001700000000", .malformed(.signatureInput)),
        ("created=1700000000", "created=1.5", .malformed(.signatureInput)),
        ("created=1700000000", "created=\"1\"", .malformed(.signatureInput)),
        ("created=1700000000", "created", .malformed(.signatureInput)),
        ("sig1=(", "sig1=((", .malformed(.signatureInput)),
        ("sig1=(", "sig1=", .malformed(.signatureInput)),
        ("sig1=(", "(", .malformed(.signatureInput)),
        ("sig1=(", "Sig1=(", .malformed(.signatureInput)),
        ("\" \"", "\"\"", .malformed(.signatureInput)),
        ("sig1=(", "sig0=(), sig1=(", .notOneSignature),
    ])
    func `a signature input that says too little, too much or nonsense is refused`(
        old: String, new: String, expected: MessageSignatureError
    ) throws {
        let key = try Self.key()
        let input = try #require(Self.request(key: key).soleField("signature-input"))

        let request = try Self.request(
            key: key, replacing: ("Signature-Input", input.replacing(old, with: new)))

        #expect(Self.verdict(on: request, key: key.publicKey) == expected)
    }

    @Test(arguments: [
        "", "sig1=", "sig1=:", "sig1=::", "sig1=:AAAA", "sig1=:AAA:", "sig1=\"AAAA\"", "sig1=1",
        "sig1=:AAAA:;x", "sig1=:AAAA:, sig2=:AAAA:", "sig2=:AAAA:", ":AAAA:", "sig1=:AA AA:",
        "sig1=:" + String(repeating: "AAAA", count: 2_000) + ":",
    ])
    func `a signature header that is not one signature is refused`(value: String) throws {
        let key = try Self.key()
        let request = try Self.request(key: key, replacing: ("Signature", value))

        #expect(Self.verdict(on: request, key: key.publicKey) != nil)
    }

    @Test(arguments: ["Signature", "Signature-Input", "Content-Digest"])
    func `a request that lacks a header is refused`(name: String) throws {
        let key = try Self.key()
        let request = try Self.request(key: key, replacing: (name, nil))

        let expected: MessageSignatureError =
            name == "Content-Digest" ? .absentComponent("content-digest") : .notOneSignature
        #expect(Self.verdict(on: request, key: key.publicKey) == expected)
    }

    @Test
    func `a query is covered when it is there`() throws {
        let key = try Self.key()

        let request = try Self.request(
            target: "/v1/x?dry=1", covering: ["@method", "@path", "@query", "content-digest"],
            key: key)

        #expect(Self.verdict(on: request, key: key.publicKey) == nil)
    }

    @Test(arguments: [
        (0, true), (60, true), (-60, true), (61, false), (-61, false), (Int64.max, false),
    ])
    func `a signature is fresh for a while around its making`(age: Int64, isFresh: Bool) throws {
        let signature = try MessageSignature(of: Self.request(key: Self.key()))
        let now = Self.now &+ age

        if isFresh {
            try signature.requireFresh(at: now, toleranceSeconds: 60)
        } else {
            #expect(throws: MessageSignatureError.self) {
                try signature.requireFresh(at: now, toleranceSeconds: 60)
            }
        }
    }
}
