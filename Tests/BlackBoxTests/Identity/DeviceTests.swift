import Foundation
import JSON
import Material
import Sealing
import Testing

/// Devices that registered a key, and what their signatures are worth.
struct DeviceTests {
    @Test(arguments: [Curve.p256, .sm2(signerID: Array("1234567812345678".utf8))])
    func `a registered device's signed check-in is accepted, an unsigned one is not`(
        curve: Curve
    ) async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let phone = try SigningDevice(curve: curve)
        let path = "\(acme.path)/check-ins"
        let before = try await acme.app.send("POST", path, phone.checkIn())
        try await phone.register(acme)
        let body = phone.checkIn()

        let signed = try await acme.app.send(
            "POST", path, body,
            headers: phone.signature(
                of: body, to: path, nonce: try await SigningDevice.nonce(acme)))
        let unsigned = try await acme.app.send("POST", path, phone.checkIn())

        #expect(before.json["decision"]?.text == "accepted")
        #expect(signed.status == 201)
        #expect(signed.json["decision"]?.text == "accepted")
        #expect(signed.text.contains("device.signed"))
        #expect(unsigned.status == 201)
        #expect(unsigned.json["decision"]?.text == "rejected")
        #expect(unsigned.json["risk"]?["codes"]?.items.first?.text == "attestation-failed")
    }

    @Test func `what follows from a missing signature is the policy's to say`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let phone = try SigningDevice()
        try await phone.register(acme)
        let policy = try await acme.admin.get("\(acme.path)/policy").text
        let changed = policy.replacing(
            "\"mock-location\":", with: "\"attestation-failed\":\"flag\",\"mock-location\":")
        let put = try await acme.admin.send("PUT", "\(acme.path)/policy", changed)

        let unsigned = try await acme.app.send("POST", "\(acme.path)/check-ins", phone.checkIn())

        #expect(put.status == 200)
        #expect(unsigned.json["decision"]?.text == "flagged")
    }

    @Test func `of 1,000 changed requests none is recorded, and the honest one is`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let phone = try SigningDevice()
        try await phone.register(acme)
        let path = "\(acme.path)/check-ins"
        let body = phone.checkIn()
        func signed() async throws -> [String: String] {
            try phone.signature(of: body, to: path, nonce: try await SigningDevice.nonce(acme))
        }
        let other = try await SigningDevice.nonce(acme)
        var mutation = Mutation(seed: 20_261_125, other: other)

        // A nonce lives for two minutes: each round has its own, so that nothing is refused for its age.
        for round in 0..<20 {
            let honest = try await signed()
            for number in 0..<50 {
                let (changed, headers) = mutation.next(Array(body.utf8), honest)
                let answer = try await acme.app.send(
                    "POST", path, bytes: changed, headers: headers)
                #expect(
                    (400..<500).contains(answer.status), "\(round).\(number): \(mutation.kind)")
            }
        }
        let recorded = try await acme.admin.get(path)
        let accepted = try await acme.app.send("POST", path, body, headers: try await signed())

        #expect(recorded.json["items"]?.items.count == 0)
        #expect(accepted.status == 201)
        #expect(accepted.json["decision"]?.text == "accepted")
        #expect(server.isAlive)
    }

    @Test func `a retry gets its stored answer, and a replay nothing new`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let phone = try SigningDevice()
        try await phone.register(acme)
        let path = "\(acme.path)/check-ins"
        let nonce = try await SigningDevice.nonce(acme)
        let (body, other) = (phone.checkIn(nonce: nonce), phone.checkIn(nonce: nonce))
        let headers = try phone.signature(of: body, to: path, nonce: nonce)

        let first = try await acme.app.send("POST", path, body, headers: headers)
        let retry = try await acme.app.send("POST", path, body, headers: headers)
        let transplanted = try await acme.app.send("POST", path, other, headers: headers)
        let reused = try await acme.app.send(
            "POST", path, other, headers: phone.signature(of: other, to: path, nonce: nonce))

        #expect(first.status == 201)
        #expect(retry.status == 200 && retry.bytes == first.bytes)
        #expect(retry.headers["idempotent-replayed"] == "true")
        #expect(transplanted.status == 403 && transplanted.code == "signature-refused")
        #expect(reused.status == 409 && reused.code == "challenge-refused")
        #expect(try await acme.admin.get(path).json["items"]?.items.count == 1)
    }

    @Test func `a signature holds for its own key, path, time and what it must cover`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let (phone, stranger) = (try SigningDevice(), try SigningDevice(seed: 9))
        try await phone.register(acme)
        let path = "\(acme.path)/check-ins"
        let now = Int64(Date().timeIntervalSince1970)
        func refused(_ headers: (String, String) throws -> [String: String]) async throws -> Bool {
            let body = phone.checkIn()
            let nonce = try await SigningDevice.nonce(acme)
            let answer = try await acme.app.send(
                "POST", path, body, headers: headers(body, nonce))
            return answer.status == 403 && answer.code == "signature-refused"
        }

        #expect(try await refused { try stranger.signature(of: $0, to: path, nonce: $1) })
        #expect(try await refused { try phone.signature(of: $0, to: path + "x", nonce: $1) })
        for age in [-3_600, 3_600] as [Int64] {
            #expect(
                try await refused {
                    try phone.signature(of: $0, to: path, nonce: $1, created: now - age)
                })
        }
        for components in [["@method", "@path"], ["@path", "content-digest"], ["@method"], []] {
            #expect(
                try await refused {
                    try phone.signature(of: $0, to: path, nonce: $1, components: components)
                })
        }
        #expect(
            try await refused { body, nonce in
                var headers = try phone.signature(of: body, to: path, nonce: nonce)
                headers["Content-Digest"] = ContentDigest.header(for: [])
                return headers
            })
        #expect(try await !refused { try phone.signature(of: $0, to: path, nonce: $1) })
    }

    @Test func `devices are registered, shown, replaced and forgotten`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2", consents: #"["location"]"#)
        let (phone, other) = (try SigningDevice(), try SigningDevice(seed: 11))
        let path = "\(acme.path)/members/e1/devices"

        let made = try await acme.app.send("PUT", "\(path)/phone-1", phone.registration)
        let shown = try await acme.auditor.get("\(path)/phone-1")
        let list = try await acme.app.get(path)
        let replaced = try await acme.app.send("PUT", "\(path)/phone-1", other.registration)
        let stale = try await acme.app.send(
            "PUT", "\(path)/phone-1", phone.registration, headers: ["If-Match": "\"v1\""])
        let deleted = try await acme.app.send("DELETE", "\(path)/phone-1")
        let gone = try await acme.app.get("\(path)/phone-1")
        let unwilling = try await acme.app.send(
            "PUT", "\(acme.path)/members/e2/devices/phone-1", phone.registration)
        let nobodys = try await acme.app.send(
            "PUT", "\(acme.path)/members/nobody/devices/phone-1", phone.registration)
        for number in 0..<16 {
            _ = try await acme.app.send("PUT", "\(path)/d\(number)", phone.registration)
        }
        let tooMany = try await acme.app.send("PUT", "\(path)/d16", phone.registration)

        #expect(made.status == 201 && made.headers["etag"] == "\"v1\"")
        #expect(shown.status == 200 && shown.json["keyId"]?.text == phone.key.publicKey.jwk.keyID)
        #expect(list.json["items"]?.items.first?["keyId"]?.text == shown.json["keyId"]?.text)
        #expect(!list.text.contains("phone-1"))
        #expect(replaced.status == 200 && replaced.headers["etag"] == "\"v2\"")
        #expect(stale.status == 412)
        #expect(deleted.status == 204)
        #expect(gone.status == 404)
        #expect(unwilling.status == 403 && unwilling.code == "consent-required")
        #expect(nobodys.status == 404 && nobodys.code == "unknown-person")
        #expect(tooMany.status == 409 && tooMany.code == "too-many-devices")
        let withdrawn = try await acme.app.send("DELETE", "\(acme.path)/members/e1/consents/device")
        #expect(withdrawn.status == 200)
        #expect(try await acme.app.get(path).json["items"]?.items.count == 0)
    }

    @Test(arguments: [
        #"{}"#, #"{"publicKey":{}}"#,
        #"{"publicKey":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}"#,
        #"{"publicKey":{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}}"#,
        #"{"publicKey":{"kty":"RSA","crv":"P-256","x":"AA","y":"AA"}}"#,
        #"{"publicKey":{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}}"#,
        #"{"publicKey":"AA"}"#,
    ])
    func `a key that cannot sign is refused`(body: String) async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let answer = try await acme.app.send("PUT", "\(acme.path)/members/e1/devices/d", body)

        #expect(answer.status == 422)
    }
}

/// Changes one thing of a signed request.
struct Mutation {
    private var random: Seeded
    private let other: String
    /// What was changed last.
    private(set) var kind = ""

    init(seed: UInt64, other nonce: String) {
        random = Seeded(seed)
        other = nonce
    }

    mutating func next(
        _ body: [UInt8], _ headers: [String: String]
    ) -> ([UInt8], [String: String]) {
        var (body, headers) = (body, headers)
        let fields = ["Content-Digest", "Signature", "Signature-Input"]
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            let bit = Int.random(in: 0..<body.count * 8, using: &random)
            kind = "bit \(bit) of the body"
            body[bit / 8] ^= 1 << UInt8(bit % 8)
        case 2, 3, 4:
            let field = fields[Int.random(in: 0..<3, using: &random)]
            var text = Array((headers[field] ?? "").utf8)
            let place = Int.random(in: 0..<text.count, using: &random)
            let byte = UInt8.random(in: 0x21...0x7e, using: &random)
            text[place] = text[place] == byte ? (byte == 0x7e ? 0x21 : byte + 1) : byte
            kind = "\(field) at \(place)"
            headers[field] = String(decoding: text, as: UTF8.self)
        case 5:
            let field = fields[Int.random(in: 0..<3, using: &random)]
            kind = "no \(field)"
            headers[field] = nil
        case 6:
            kind = "another nonce"
            let input = headers["Signature-Input"] ?? ""
            let parts = input.split(separator: "\"", omittingEmptySubsequences: false)
            let nonce = parts.indices.first { parts[$0].hasSuffix("nonce=") } ?? 0
            headers["Signature-Input"] = input.replacing(parts[nonce + 1], with: other)
        default:
            let field = fields[Int.random(in: 0..<3, using: &random)]
            kind = "\(field) cut"
            headers[field]?.removeLast(Int.random(in: 1...8, using: &random))
        }
        return (body, headers)
    }
}
