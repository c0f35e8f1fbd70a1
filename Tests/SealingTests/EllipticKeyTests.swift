import Foundation
import Testing

@testable import Sealing

struct EllipticKeyTests {
    static let sm2 = Curve.sm2(signerID: Array("1234567812345678".utf8))
    static let curves = [Curve.p256, sm2]

    /// RFC 6979 appendix A.2.5 with SHA-256, and GB/T 32918.5 annex A.
    static let vectors = [
        Vector(
            curve: .p256,
            scalar: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
            x: "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
            y: "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
            message: "sample",
            signature: """
                efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716
                f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8
                """),
        Vector(
            curve: .p256,
            scalar: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
            x: "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
            y: "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
            message: "test",
            signature: """
                f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367
                019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083
                """),
        Vector(
            curve: sm2,
            scalar: "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
            x: "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
            y: "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            message: "message digest",
            signature: """
                f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3
                b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa
                """),
    ]

    @Test(arguments: vectors)
    func `published signatures are verified, and public keys are those of the private ones`(
        vector: Vector
    ) throws {
        let key = try EllipticPrivateKey(vector.curve, scalar: Sample.secret(vector.scalar))
        let message = Array(vector.message.utf8)
        let signature = try Sample.bytes(vector.signature)

        #expect(try key.publicKey.point == Sample.bytes("04" + vector.x + vector.y))
        #expect(key.publicKey.verifies(signature, of: message))
        #expect(key.publicKey.verifies(SignatureForm.der(of: signature), of: message, form: .der))
    }

    @Test(arguments: vectors)
    func `a published signature with any bit flipped is refused`(vector: Vector) throws {
        let key = try EllipticPrivateKey(vector.curve, scalar: Sample.secret(vector.scalar))
        let message = Array(vector.message.utf8)
        let signature = try Sample.bytes(vector.signature)

        for bit in stride(from: 0, to: 512, by: 5) {
            var flipped = signature
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.verifies(flipped, of: message))
        }
    }

    @Test(arguments: curves, [SignatureForm.raw, .der])
    func `what a key signs its public half verifies, in that form only`(
        curve: Curve, form: SignatureForm
    ) throws {
        let key = try EllipticPrivateKey(curve, from: Sample.random(seed: 5))
        let other = try EllipticPrivateKey(curve, from: Sample.random(seed: 6))

        for message in [[], [1], [UInt8](repeating: 7, count: 10_000)] {
            let signature = try key.signature(of: message, form: form)
            #expect(key.publicKey.verifies(signature, of: message, form: form))
            #expect(!key.publicKey.verifies(signature, of: message + [0], form: form))
            #expect(!other.publicKey.verifies(signature, of: message, form: form))
            for wrong in [SignatureForm.raw, .der] where "\(wrong)" != "\(form)" {
                #expect(!key.publicKey.verifies(signature, of: message, form: wrong))
            }
        }
    }

    @Test
    func `an SM2 signature fits its signer's identity only`() throws {
        let key = try EllipticPrivateKey(Self.sm2, from: Sample.random(seed: 5))
        let signature = try key.signature(of: [1, 2, 3])
        let other = try EllipticPublicKey(
            .sm2(signerID: Array("device".utf8)), point: key.publicKey.point)

        #expect(key.publicKey.verifies(signature, of: [1, 2, 3]))
        #expect(!other.verifies(signature, of: [1, 2, 3]))
    }

    @Test(arguments: curves)
    func `a public key comes back from each of its forms`(curve: Curve) throws {
        let key = try EllipticPrivateKey(curve, from: Sample.random(seed: 9)).publicKey
        let jwk = key.jwk

        #expect(try EllipticPublicKey(curve, publicKeyInfo: key.publicKeyInfo).point == key.point)
        #expect(try EllipticPublicKey(curve, x: jwk.x, y: #require(jwk.y)).point == key.point)
    }

    @Test(arguments: curves)
    func `a point off the curve, at infinity or of another form is refused`(curve: Curve) throws {
        let point = try EllipticPrivateKey(curve, from: Sample.random(seed: 9)).publicKey.point
        var off = point
        off[64] ^= 1
        let wrong: [[UInt8]] = [
            off, [0], [], Array(point.dropLast()), point + [0], [2] + point[1..<33],
            [4] + [UInt8](repeating: 0, count: 64), [4] + [UInt8](repeating: 0xFF, count: 64),
        ]

        for point in wrong {
            #expect(throws: SealError.invalidKey) { try EllipticPublicKey(curve, point: point) }
        }
        #expect(throws: SealError.invalidKey) {
            try EllipticPublicKey(curve, publicKeyInfo: [0x30] + point)
        }
    }

    @Test(arguments: curves)
    func `zero, the order and more are no private keys`(curve: Curve) throws {
        var below = curve.order
        below[31] -= 1

        #expect(throws: SealError.invalidKey) {
            try EllipticPrivateKey(curve, scalar: Sample.secret(of: 0))
        }
        #expect(throws: SealError.invalidKey) {
            try EllipticPrivateKey(curve, scalar: Secret(copying: curve.order))
        }
        #expect(throws: SealError.invalidKey) {
            try EllipticPrivateKey(curve, scalar: Sample.secret(of: 0xFF))
        }
        #expect(throws: Never.self) {
            try EllipticPrivateKey(curve, scalar: Secret(copying: below))
        }
    }

    @Test(arguments: [
        "", "3006020101020101", "30060201010201010", "3080020101020101", "300702020001020101",
        "3006020181020101", "300602010102010100", "30060201010201", "3106020101020101",
        "3006030101020101", "30060200010201",
    ])
    func `only the shortest DER of a signature is read`(hex: String) {
        let numbers = Hexadecimal.decode(hex).flatMap { SignatureForm.der.numbers(in: $0) }

        #expect((numbers != nil) == (hex == "3006020101020101"))
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let curve: Curve
        let scalar, x, y, message, signature: String
        var testDescription: String { message }
    }
}
