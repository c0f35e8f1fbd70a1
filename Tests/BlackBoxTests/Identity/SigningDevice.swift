import Foundation
import JSON
import Sealing
import Testing

/// A phone of a test that registered a key and signs its check-ins with it.
struct SigningDevice: Sendable {
    let id: String
    let key: EllipticPrivateKey

    init(_ id: String = "phone-1", seed: UInt8 = 7, curve: Curve = .p256) throws {
        self.id = id
        key = try EllipticPrivateKey(
            curve, scalar: Secret(copying: [UInt8](repeating: seed, count: 32)))
    }

    /// The body that registers the key.
    var registration: String {
        let jwk = key.publicKey.jwk
        let type = #""kty":"\#(jwk.keyType)","crv":"\#(jwk.curve)""#
        return #"{"publicKey":{\#(type),"x":"\#(jwk.x)","y":"\#(jwk.y ?? "")"}}"#
    }

    func register(_ tenant: Tenant, as member: String = "e1") async throws {
        let path = "\(tenant.path)/members/\(member)/devices/\(id)"
        let answer = try await tenant.app.send("PUT", path, registration)
        try #require(answer.status == 201, "\(answer.text)")
    }

    /// A check-in that names the device.
    func checkIn(
        id: String = UUID().uuidString, member: String = "e1", nonce: String? = nil
    ) -> String {
        let nonce = nonce.map { #","nonce":"\#($0)""# } ?? ""
        return Tenant.checkIn(
            id: id, member: member,
            more: #","device":{"id":"\#(self.id)","platform":"android"}\#(nonce)"#)
    }

    /// The headers by which the device signs a body.
    func signature(
        of body: String, to path: String, nonce: String,
        created: Int64 = Int64(Date().timeIntervalSince1970),
        components: [String] = ["@method", "@path", "content-digest"]
    ) throws -> [String: String] {
        let digest = ContentDigest.header(for: Array(body.utf8))
        let message = MessageParts(
            method: "POST", target: path, fields: [(name: "content-digest", value: digest)])
        let parameters = SignatureParameters(
            components: components, created: created, nonce: nonce,
            keyID: key.publicKey.jwk.keyID)
        let (input, signature) = try MessageSignature.headers(
            signing: message, as: parameters, with: key)
        return ["Content-Digest": digest, "Signature-Input": input, "Signature": signature]
    }

    /// A fresh nonce of a member.
    static func nonce(_ tenant: Tenant, for member: String = "e1") async throws -> String {
        let answer = try await tenant.app.send(
            "POST", "\(tenant.path)/challenges", #"{"member":"\#(member)"}"#)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["nonce"]?.text)
    }
}
