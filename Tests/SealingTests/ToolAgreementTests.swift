import Foundation
import Testing

@testable import Sealing

/// What we make the `openssl` tool reads, and what it makes we read.
@Suite(.enabled(if: Tool.path != nil, "the openssl tool is not installed"))
struct ToolAgreementTests {
    static let counts = [0, 1, 15, 16, 17, 400, 5_000]

    static func message(_ count: Int) throws -> [UInt8] {
        try Sample.random(seed: UInt64(count)).bytes(count)
    }

    @Test(arguments: counts)
    func `digests are those of the tool`(count: Int) throws {
        let message = try Self.message(count)

        #expect(
            try Tool.run(["dgst", "-sm3", "-binary"], input: message)
                == Digest(of: message, by: .sm3).bytes)
        #expect(
            try Tool.run(["dgst", "-sha256", "-binary"], input: message)
                == Digest(of: message).bytes)
    }

    @Test(arguments: counts)
    func `codes and derived keys are those of the tool`(count: Int) throws {
        let message = try Self.message(count)
        let secret = Sample.secret(of: 7)
        let hex = String(repeating: "07", count: 32)

        for (name, algorithm) in [("SM3", Digest.Algorithm.sm3), ("SHA256", .sha256)] {
            let code = AuthenticationKey(secret, by: algorithm).code(for: message)
            let derived = try KeyDerivation(from: secret, salt: [1, 2], by: algorithm)
                .secret(labelled: "label", count: 80)
            #expect(
                try Tool.run(
                    [
                        "mac", "-digest", name, "-macopt", "hexkey:" + hex, "-binary", "-in", "-",
                        "HMAC",
                    ], input: message) == code.bytes)
            #expect(
                try Secret(
                    copying: Tool.run([
                        "kdf", "-keylen", "80", "-kdfopt", "digest:" + name, "-kdfopt",
                        "hexkey:" + hex, "-kdfopt", "hexsalt:0102", "-kdfopt", "info:label",
                        "-binary", "HKDF",
                    ])) == derived)
        }
    }

    @Test(arguments: counts)
    func `the tool decrypts an SM4 box's body and we open a box it encrypted`(count: Int) throws {
        let key = try SealingKeyTests.key(.gm)
        let derivation = KeyDerivation(from: Sample.secret(of: 7), by: .sm3)
        let cipherKey = try derivation.secret(labelled: "rollcall/gm/sm4-ctr/1", count: 16)
        let codeKey = AuthenticationKey(
            try derivation.secret(labelled: "rollcall/gm/hmac-sm3/1"), by: .sm3)
        let associated = SealingKeyTests.cell.encoding(keyVersion: 1)
        let message = try Self.message(count)
        func tool(_ input: [UInt8], nonce: [UInt8]) throws -> [UInt8] {
            let hex = cipherKey.withBytes { Hexadecimal.encode($0) }
            return try Tool.run(
                ["enc", "-sm4-ctr", "-K", hex, "-iv", Hexadecimal.encode(nonce)], input: input)
        }

        let box = try key.seal(message, in: SealingKeyTests.cell)
        let nonce = [UInt8](repeating: 0xEE, count: 16)
        let body = try tool(message, nonce: nonce)
        let length = withUnsafeBytes(of: UInt64(associated.count).bigEndian) { [UInt8]($0) }
        let tag = codeKey.code(for: length + associated + nonce + body).bytes

        #expect(
            try tool(Array(box[21..<box.count - 32]), nonce: Array(box[5..<21])) == message)
        #expect(
            try key.open(Array(box[..<5]) + nonce + body + tag, in: SealingKeyTests.cell) == message
        )
    }

    /// The tool has no GCM for files, but GCM encrypts in counter mode from the nonce and 2, and
    /// authenticates an empty message as GMAC does.
    @Test(arguments: counts)
    func `the tool decrypts an AES box's body, and GMAC is its tag without one`(
        count: Int
    ) throws {
        let key = try SealingKeyTests.key(.aes)
        let hex = String(repeating: "07", count: 32)
        let message = try Self.message(count)
        let box = try key.seal(message, in: SealingKeyTests.cell)
        let associated = try Self.message(max(1, count))
        let bare = try key.seal([], associated: associated)

        let body = try Tool.run(
            [
                "enc", "-aes-256-ctr", "-K", hex, "-iv",
                Hexadecimal.encode(box[5..<17]) + "00000002",
            ],
            input: Array(box[17..<box.count - 16]))
        let tag = try Tool.run(
            [
                "mac", "-cipher", "AES-256-GCM", "-macopt", "hexkey:" + hex, "-macopt",
                "hexiv:" + Hexadecimal.encode(bare[5..<17]), "-binary", "-in", "-", "GMAC",
            ], input: associated)

        #expect(body == message)
        #expect(bare.suffix(16) == tag)
    }

    @Test(arguments: EllipticKeyTests.curves)
    func `signatures are verified both ways`(curve: Curve) throws {
        let folder = try TemporaryFolder()
        let (message, signature) = (folder.path("message"), folder.path("signature"))
        try Data(Self.message(400)).write(to: URL(filePath: message))
        let options = Self.digestOptions(curve)
        let algorithm =
            curve == .p256
            ? ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
            : ["-algorithm", "SM2"]
        let pem = folder.path("key.pem")
        _ = try Tool.run(["genpkey"] + algorithm + ["-out", pem])
        let info = try Tool.run(["pkey", "-in", pem, "-pubout", "-outform", "DER"])
        let theirs = try EllipticPublicKey(curve, publicKeyInfo: info)
        _ = try Tool.run(
            ["pkeyutl", "-sign", "-inkey", pem, "-in", message, "-out", signature] + options)
        let signed = [UInt8](try Data(contentsOf: URL(filePath: signature)))

        let ours = try EllipticPrivateKey(curve)
        let own = folder.path("own")
        try Data(ours.signature(of: Self.message(400), form: .der)).write(to: URL(filePath: own))
        try Data(ours.publicKey.publicKeyInfo).write(to: URL(filePath: folder.path("own.der")))
        let said = try Tool.run(
            [
                "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
                folder.path("own.der"), "-in", message, "-sigfile", own,
            ] + options)

        #expect(theirs.verifies(signed, of: try Self.message(400), form: .der))
        #expect(String(decoding: said, as: UTF8.self).contains("Verified Successfully"))
    }

    @Test
    func `Ed25519 signatures are verified both ways`() throws {
        let folder = try TemporaryFolder()
        let (message, signature) = (folder.path("message"), folder.path("signature"))
        let pem = folder.path("key.pem")
        try Data(Self.message(400)).write(to: URL(filePath: message))
        _ = try Tool.run(["genpkey", "-algorithm", "ED25519", "-out", pem])
        let secret = try Tool.run(["pkey", "-in", pem, "-outform", "DER"]).suffix(32)
        let ours = try Ed25519PrivateKey(seed: Secret(copying: secret))

        _ = try Tool.run([
            "pkeyutl", "-sign", "-rawin", "-inkey", pem, "-in", message, "-out", signature,
        ])

        let signed = [UInt8](try Data(contentsOf: URL(filePath: signature)))
        #expect(try ours.signature(of: Self.message(400)) == signed)
        #expect(ours.publicKey.verifies(signed, of: try Self.message(400)))
    }

    static func digestOptions(_ curve: Curve) -> [String] {
        switch curve {
        case .p256: ["-rawin", "-digest", "sha256"]
        case .sm2(let signerID):
            [
                "-rawin", "-digest", "sm3", "-pkeyopt",
                "distid:" + String(decoding: signerID, as: UTF8.self),
            ]
        }
    }
}
