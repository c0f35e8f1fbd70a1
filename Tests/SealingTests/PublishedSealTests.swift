import Foundation
import Testing

@testable import Sealing

/// The ciphers against published vectors.
struct PublishedSealTests {
    /// Test cases 13, 14 and 16 of McGrew and Viega, "The Galois/Counter Mode of Operation".
    @Test(arguments: [
        GaloisVector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12),
            associated: "", plaintext: "", ciphertext: "",
            tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        GaloisVector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12),
            associated: "", plaintext: String(repeating: "00", count: 16),
            ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
            tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        GaloisVector(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888",
            associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plaintext: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                """,
            ciphertext: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                """,
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ])
    func `AES-256-GCM gives the ciphertexts and tags of its authors`(vector: GaloisVector) throws {
        let nonce = try Sample.bytes(vector.nonce)
        let key = try SealingKey(
            Sample.secret(vector.key), version: 1, random: Sample.random(nonce))
        let associated = try Sample.bytes(vector.associated)

        let box = try key.seal(Sample.bytes(vector.plaintext), associated: associated)

        let expected = try Sample.bytes(vector.nonce + vector.ciphertext + vector.tag)
        #expect(Array(box.dropFirst(5)) == expected)
        #expect(try key.open(box, associated: associated) == Sample.bytes(vector.plaintext))
    }

    /// The block of GB/T 32907 annex A, and the counter example of draft-ribose-cfrg-sm4 A.2.5.
    @Test(arguments: [
        (
            "0123456789abcdeffedcba9876543210", "00000000000000000000000000000000",
            "681edf34d206965e86b3e94f536e4246"
        ),
        (
            "000102030405060708090a0b0c0d0e0f",
            """
            aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd
            eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb
            """,
            """
            ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7
            f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514
            """
        ),
    ])
    func `SM4 in counter mode gives the published ciphertexts`(
        counter: String, plaintext: String, ciphertext: String
    ) throws {
        let cipher = try CounterCipher(key: Sample.secret("0123456789abcdeffedcba9876543210"))
        let counter = try Sample.bytes(counter)
        let plaintext = try Sample.bytes(plaintext)
        var output = [UInt8](repeating: 0, count: plaintext.count)

        let applied = plaintext.withUnsafeBytes { plaintext in
            output.withUnsafeMutableBytes { output in
                cipher.apply(counter: counter, to: plaintext, output: output)
            }
        }

        #expect(applied)
        #expect(try output == Sample.bytes(ciphertext))
    }

    @Test(arguments: [0, 16, 31, 33])
    func `a key of another length than 32 bytes is refused`(count: Int) {
        let secret = Secret(copying: [UInt8](repeating: 1, count: count))

        for cipher in Cipher.allCases {
            #expect(throws: SealError.invalidKey) {
                try SealingKey(secret, cipher: cipher, version: 1)
            }
        }
    }

    struct GaloisVector: Sendable, CustomTestStringConvertible {
        let key, nonce, associated, plaintext, ciphertext, tag: String
        var testDescription: String { tag }
    }
}
