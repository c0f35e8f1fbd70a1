import Foundation
import Testing

@testable import Sealing

/// Signatures of RSA against RFC 7515 appendix A.2 and the `openssl` tool.
struct RSAPublicKeyTests {
    private static let n = """
        ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt\
        0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX\
        ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5\
        IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ
        """
    private static let signed =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
        + "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private static let signature = """
        cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W\
        2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkS\
        jtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv\
        Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw
        """

    @Test func `the published signature verifies, and nothing near it does`() throws {
        let key = try RSAPublicKey(n: Self.n, e: "AQAB")
        let signature = try #require(Base64.decode(Self.signature, as: .url))
        let message = Array(Self.signed.utf8)

        #expect(key.verifies(signature, of: message, padding: .pkcs1))
        #expect(!key.verifies(signature, of: message, padding: .pss))
        #expect(!key.verifies(signature, of: message + [0], padding: .pkcs1))
        #expect(!key.verifies(signature + [0], of: message, padding: .pkcs1))
        #expect(!key.verifies([], of: message, padding: .pkcs1))
        for bit in stride(from: 0, to: signature.count * 8, by: 13) {
            var other = signature
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifies(other, of: message, padding: .pkcs1), "bit \(bit)")
        }
    }

    @Test func `weak and malformed keys are refused`() throws {
        let modulus = try #require(Base64.decode(Self.n, as: .url))
        let bad: [(modulus: [UInt8], exponent: [UInt8])] = [
            (Array(modulus.dropLast()), [1, 0, 1]), (Array(modulus.suffix(128)), [1, 0, 1]),
            ([0x01] + Array(modulus.dropFirst()), [1, 0, 1]),
            (Array(modulus.dropLast()) + [0xa0], [1, 0, 1]),
            (modulus, [1]), (modulus, [0]), (modulus, []), (modulus, [2]), (modulus, [1, 0, 0]),
            (modulus, [1, 0, 0, 0, 1]), ([], [1, 0, 1]),
            ([UInt8](repeating: 0xff, count: 1_025), [1, 0, 1]),
        ]

        for key in bad {
            #expect(throws: SealError.invalidKey) {
                try RSAPublicKey(modulus: key.modulus, exponent: key.exponent)
            }
        }
        #expect(try RSAPublicKey(modulus: [0] + modulus, exponent: [0, 3]).exponent == [3])
    }

    @Test(
        .enabled(if: Tool.path != nil, "the openssl tool is not installed"),
        arguments: [RSAPadding.pkcs1, .pss])
    func `what the tool signs is verified, by its own padding only`(padding: RSAPadding) throws {
        let folder = try TemporaryFolder()
        let (pem, message) = (folder.path("key.pem"), try ToolAgreementTests.message(400))
        _ = try Tool.run(
            ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", pem])
        let told = try Tool.run(["rsa", "-in", pem, "-noout", "-modulus"])
        let hex = String(decoding: told, as: UTF8.self).dropFirst("Modulus=".count)
        let key = try RSAPublicKey(modulus: Sample.bytes(String(hex)), exponent: [1, 0, 1])
        func signature(saltedBy salt: String) throws -> [UInt8] {
            let options =
                padding == .pkcs1
                ? []
                : ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:\(salt)"]
            return try Tool.run(["dgst", "-sha256", "-sign", pem] + options, input: message)
        }

        let signed = try signature(saltedBy: "32")

        #expect(key.verifies(signed, of: message, padding: padding))
        #expect(!key.verifies(signed, of: message, padding: padding == .pss ? .pkcs1 : .pss))
        if padding == .pss {
            #expect(!key.verifies(try signature(saltedBy: "20"), of: message, padding: .pss))
        }
    }
}
