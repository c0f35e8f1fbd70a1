import Foundation
import Testing

@testable import Sealing

struct Ed25519Tests {
    /// RFC 8032 section 7.1, tests 1 to 3.
    @Test(arguments: [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: """
                e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
                5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                """),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: """
                92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
                085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                """),
        Vector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: """
                6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
                18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
                """),
    ])
    func `signatures are those of RFC 8032`(vector: Vector) throws {
        let key = try Ed25519PrivateKey(seed: Sample.secret(vector.seed))
        let message = try Sample.bytes(vector.message)

        let signature = try key.signature(of: message)

        #expect(try key.publicKey.bytes == Sample.bytes(vector.publicKey))
        #expect(try signature == Sample.bytes(vector.signature))
        #expect(key.publicKey.verifies(signature, of: message))
    }

    @Test
    func `a signature with any bit flipped, cut or of another message is refused`() throws {
        let key = try Ed25519PrivateKey(seed: Sample.secret(of: 3))
        let signature = try key.signature(of: [1, 2, 3])

        for bit in 0..<512 {
            var flipped = signature
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.verifies(flipped, of: [1, 2, 3]))
        }
        for count in 0..<64 {
            #expect(!key.publicKey.verifies(Array(signature.prefix(count)), of: [1, 2, 3]))
        }
        #expect(!key.publicKey.verifies(signature + [0], of: [1, 2, 3]))
        #expect(!key.publicKey.verifies(signature, of: [1, 2, 4]))
    }

    /// RFC 8037 appendix A.2 and A.3.
    @Test
    func `the public key is exported as the JSON Web Key of RFC 8037`() throws {
        let key = try Ed25519PublicKey(
            bytes: Sample.bytes(
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))

        #expect(key.jwk.x == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
        #expect(key.jwk.keyID == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(
            key.jwk.json == """
                {"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",\
                "kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","use":"sig"}
                """)
    }

    @Test
    func `a device list is signed over its bytes`() throws {
        let key = try Ed25519PrivateKey(seed: Sample.secret(of: 3))
        let body = Array(#"{"revision":12}"#.utf8)

        let header = try key.listSignatureHeader(for: body)

        #expect(header.hasPrefix("ed25519="))
        let signature = try #require(
            Base64.decode(header.dropFirst("ed25519=".count), as: .padded))
        #expect(key.publicKey.verifies(signature, of: body))
    }

    @Test(arguments: [0, 31, 33])
    func `a key of another length is refused`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)

        #expect(throws: SealError.invalidKey) { try Ed25519PublicKey(bytes: bytes) }
        #expect(throws: SealError.invalidKey) {
            try Ed25519PrivateKey(seed: Secret(copying: bytes))
        }
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let seed, publicKey, message, signature: String
        var testDescription: String { message }
    }
}
