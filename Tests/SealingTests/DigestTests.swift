import Foundation
import Testing

@testable import Sealing

struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the digests of FIPS 180-4`(text: String, hex: String) {
        #expect(Digest(of: Array(text.utf8)).hex == hex)
    }

    @Test(arguments: [
        ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (
            String(repeating: "abcd", count: 16),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        ),
    ])
    func `SM3 gives the digests of GB/T 32905`(text: String, hex: String) {
        #expect(Digest(of: Array(text.utf8), by: .sm3).hex == hex)
    }

    @Test(arguments: Digest.Algorithm.allCases)
    func `pieces digest like the whole, and a digest can be started again`(
        algorithm: Digest.Algorithm
    ) {
        let running = RunningDigest(by: algorithm)
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }

        for round in 1...3 {
            for start in stride(from: 0, to: bytes.count, by: 37 * round) {
                running.update(bytes[start..<min(start + 37 * round, bytes.count)])
            }
            #expect(running.finish() == Digest(of: bytes, by: algorithm))
        }
    }

    @Test
    func `a digest is read back from its bytes and digits only when they are exactly as many`() {
        let digest = Digest(of: [1, 2, 3])

        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(bytes: digest.bytes.dropLast()) == nil)
        #expect(Digest(hex: digest.hex + "00") == nil)
        #expect(Digest(hex: "g" + digest.hex.dropFirst()) == nil)
        #expect(Digest(hex: digest.hex.dropLast().description) == nil)
    }

    @Test
    func `a digest differs from every digest one bit away`() {
        let digest = Digest(of: [])

        for bit in 0..<256 {
            var bytes = digest.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(Digest(bytes: bytes) != digest)
        }
    }
}
