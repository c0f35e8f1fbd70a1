import Foundation
import Testing

@testable import Sealing

/// Signed messages against the examples of RFC 9421 appendix B.2 and RFC 9530 appendix D.
struct PublishedMessageTests {
    static let fields = [
        (name: "Date", value: "Tue, 20 Apr 2021 02:07:55 GMT"),
        (name: "Content-Type", value: "application/json"),
        (name: "Content-Length", value: "18"),
    ]

    @Test
    func `the response of appendix B.2.4 has the published base and verifies`() throws {
        let response = MessageParts(
            derived: ["@status": "200"],
            fields: [
                (name: "Content-Type", value: "application/json"),
                (
                    name: "Content-Digest",
                    value: """
                    sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWd\
                    XymyU0rjJuahq4l5aGgfLQ==:
                    """
                ),
                (name: "Content-Length", value: "23"),
                (
                    name: "Signature-Input",
                    value: """
                    sig-b24=("@status" "content-type" "content-digest" "content-length")\
                    ;created=1618884473;keyid="test-key-ecc-p256"
                    """
                ),
                (
                    name: "Signature",
                    value: """
                    sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDA\
                    Uy5eCdlYUEkLIj+32oiasw==:
                    """
                ),
            ])
        let info = try #require(
            Base64.decode(
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
                    + "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==",
                as: .padded))
        let key = try EllipticPublicKey(.p256, publicKeyInfo: info)

        let signature = try MessageSignature(of: response)
        let base = try SignatureBase(of: response, under: signature.parameters)

        #expect(
            base.text == """
                "@status": 200
                "content-type": application/json
                "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5\
                oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
                "content-length": 23
                "@signature-params": ("@status" "content-type" "content-digest" "content-length")\
                ;created=1618884473;keyid="test-key-ecc-p256"
                """)
        #expect(key.verifies(signature.signature, of: Array(base.text.utf8)))
        #expect(!key.verifies(signature.signature, of: Array((base.text + "\n").utf8)))
    }

    @Test
    func `the request of appendix B.2.6 has the published base and verifies`() throws {
        let request = MessageParts(
            method: "POST", target: "/foo?param=Value&Pet=dog", authority: "example.com",
            fields: Self.fields + [
                (
                    name: "Signature-Input",
                    value: """
                    sig-b26=("date" "@method" "@path" "@authority" "content-type" \
                    "content-length");created=1618884473;keyid="test-key-ed25519"
                    """
                ),
                (
                    name: "Signature",
                    value: """
                    sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu\
                    4A0w6vuQv5lIp5WPpBKRCw==:
                    """
                ),
            ])
        let info = try #require(
            Base64.decode(
                "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=", as: .padded))
        let key = try Ed25519PublicKey(bytes: Array(info.suffix(32)))

        let signature = try MessageSignature(of: request)
        let base = try SignatureBase(of: request, under: signature.parameters)

        #expect(
            base.text == """
                "date": Tue, 20 Apr 2021 02:07:55 GMT
                "@method": POST
                "@path": /foo
                "@authority": example.com
                "content-type": application/json
                "content-length": 18
                "@signature-params": ("date" "@method" "@path" "@authority" "content-type" \
                "content-length");created=1618884473;keyid="test-key-ed25519"
                """)
        #expect(key.verifies(signature.signature, of: Array(base.text.utf8)))
    }

    @Test
    func `blanks that the grammar allows are read, and the base has none of them`() throws {
        let request = MessageParts(
            method: "GET", target: "/",
            fields: [
                (name: "X", value: " one "), (name: "x", value: "\ttwo"),
                (
                    name: "Signature-Input",
                    value: "s=(  \"x\"   \"@query\" );  created=1;tag=\"a\\\"b\\\\\""
                ),
                (name: "Signature", value: "s=:AAAA:"),
            ])

        let signature = try MessageSignature(of: request)

        #expect(signature.parameters.serialized == #"("x" "@query");created=1;tag="a\"b\\""#)
        #expect(try request.value(of: "x") == "one, two")
        #expect(throws: MessageSignatureError.absentComponent("@query")) {
            try SignatureBase(of: request, under: signature.parameters)
        }
    }

    @Test
    func `no value can add a line to the base`() throws {
        let request = MessageParts(
            method: "POST", target: "/", fields: [(name: "x", value: "1\n\"@method\": GET")])

        #expect(throws: MessageSignatureError.absentComponent("x")) {
            try request.value(of: "x")
        }
    }

    /// `{"hello": "world"}` and a line feed, from RFC 9530 section 2 and appendix D.
    @Test
    func `the content digest is that of RFC 9530`() throws {
        let body = Array("{\"hello\": \"world\"}\n".utf8)

        #expect(
            ContentDigest.header(for: body)
                == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")
    }

    @Test(arguments: [
        ("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", true),
        ("sha-512=:AAAA:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", true),
        ("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg:", false),
        ("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDk=:", false),
        ("sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=", false),
        ("sha-512=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", false),
        ("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:,", false),
        ("sha-256=:AAAA:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", false),
        ("sha-256=::", false), ("", false), ("md5=:AAAA:", false),
    ])
    func `only a well-formed SHA-256 of the body itself is right`(
        value: String, isRight: Bool
    ) throws {
        let message = MessageParts(
            method: "POST", target: "/", fields: [(name: "Content-Digest", value: value)])
        let body = Array("{\"hello\": \"world\"}\n".utf8)

        let accepted = (try? ContentDigest.check(message, body: body)) != nil

        #expect(accepted == isRight)
    }
}
