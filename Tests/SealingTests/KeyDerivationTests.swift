import Foundation
import Testing

@testable import Sealing

struct KeyDerivationTests {
    /// RFC 5869 appendix A.1 to A.3.
    @Test(arguments: [
        Vector(
            input: String(repeating: "0b", count: 22), salt: "000102030405060708090a0b0c",
            info: "f0f1f2f3f4f5f6f7f8f9",
            output: """
                3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
                34007208d5b887185865
                """),
        Vector(
            input: range(0x00...0x4F), salt: range(0x60...0xAF), info: range(0xB0...0xFF),
            output: """
                b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c
                59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71
                cc30c58179ec3e87c14c01d5c1f3434f1d87
                """),
        Vector(
            input: String(repeating: "0b", count: 22), salt: "", info: "",
            output: """
                8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
                9d201395faa4b61a96c8
                """),
    ])
    func `HKDF gives the keys of RFC 5869`(vector: Vector) throws {
        let derivation = KeyDerivation(
            from: try Sample.secret(vector.input), salt: try Sample.bytes(vector.salt))
        let expected = try Sample.secret(vector.output)

        let derived = try derivation.secret(
            info: Sample.bytes(vector.info), count: expected.count)

        #expect(derived == expected)
    }

    @Test
    func `only 1 to 8160 bytes can be derived`() throws {
        let derivation = KeyDerivation(from: Sample.secret(of: 1))

        #expect(try derivation.secret(labelled: "x", count: 8_160).count == 8_160)
        #expect(throws: SealError.invalidKey) { try derivation.secret(labelled: "x", count: 0) }
        #expect(throws: SealError.invalidKey) { try derivation.secret(labelled: "x", count: 8_161) }
    }

    static func range(_ bytes: ClosedRange<UInt8>) -> String { Hexadecimal.encode(Array(bytes)) }

    struct Vector: Sendable, CustomTestStringConvertible {
        let input, salt, info, output: String
        var testDescription: String { String(output.prefix(8)) }
    }
}
