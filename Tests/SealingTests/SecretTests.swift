import Foundation
import Testing

@testable import Sealing

struct SecretTests {
    @Test
    func `nothing that prints a secret shows its bytes`() {
        let secret = Secret(copying: Array("correct horse battery staple".utf8))
        var dumped = ""

        dump(secret, to: &dumped)

        for text in [
            dumped, "\(secret)", String(reflecting: secret), String(describing: [secret]),
            String(describing: Optional(secret)),
        ] {
            #expect(!text.contains("horse"))
            #expect(!text.contains("104"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test
    func `no secret can be encoded`() {
        let secret: Any = Secret(copying: [1])

        #expect(!(secret is any Encodable))
        #expect(!(secret is any Decodable))
    }

    /// The allocator writes its own links over the first 16 bytes of freed memory, so only the rest
    /// tells; reading it is outside what Swift promises, which is why it is done by the operating
    /// system, through the process's own memory file.
    @Test(.enabled(if: !Sanitizer.isOn, "a sanitizer keeps or refuses freed memory"))
    func `the bytes of a secret are gone from memory when it is let go`() throws {
        let count = 4_096
        var secret: Secret? = Secret(copying: [UInt8](repeating: 0xA5, count: count))
        let address = try #require(secret?.withBytes { UInt(bitPattern: $0.baseAddress) })
        let memory = try #require(FileHandle(forReadingAtPath: "/proc/self/mem"))
        try memory.seek(toOffset: UInt64(address))
        let before = try memory.read(upToCount: count)
        #expect(before == Data(repeating: 0xA5, count: count))

        secret = nil

        try memory.seek(toOffset: UInt64(address))
        let after = try memory.read(upToCount: count) ?? Data()
        #expect(after.filter { $0 == 0xA5 }.count < 32)
    }

    @Test
    func `secrets are equal when all their bytes are`() {
        #expect(Secret(copying: [1, 2]) == Secret(copying: [1, 2]))
        #expect(Secret(copying: [1, 2]) != Secret(copying: [1, 3]))
        #expect(Secret(copying: [1, 2]) != Secret(copying: [1, 2, 0]))
        #expect(Secret(copying: []) == Secret(copying: []))
    }

    @Test
    func `equality in constant time is equality`() {
        let bytes = [UInt8](0..<100)

        for index in bytes.indices {
            var other = bytes
            other[index] ^= 0x80
            #expect(!ConstantTime.equal(bytes, other))
        }
        #expect(ConstantTime.equal(bytes, Array(bytes)))
        #expect(!ConstantTime.equal(bytes, bytes.dropLast()))
        #expect(ConstantTime.equal([UInt8](), [UInt8]()))
    }

    @Test
    func `random bytes do not repeat, and a test may choose them`() throws {
        let draws = try Set((0..<1_000).map { _ in try SecureRandom.system.bytes(16) })

        #expect(draws.count == 1_000)
        #expect(try SecureRandom.system.bytes(0).isEmpty)
        #expect(try Sample.random([1, 2, 3]).bytes(4) == [1, 2, 3, 0])
        #expect(
            try Sample.random(seed: 1).bytes(64) == Sample.random(seed: 1).bytes(64))
    }

    @Test
    func `a source that fails is an error, not bytes`() {
        let broken = SecureRandom { (_) throws(SealError) in throw .randomUnavailable }

        #expect(throws: SealError.randomUnavailable) { try broken.bytes(1) }
        #expect(throws: SealError.randomUnavailable) { try Secret(from: broken) }
        #expect(throws: SealError.randomUnavailable) { try APIKeyToken(from: broken) }
        #expect(throws: SealError.randomUnavailable) {
            try SealingKey(Sample.secret(of: 1), version: 1, random: broken)
                .seal([1], in: SealingKeyTests.cell)
        }
    }
}
