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

    @Test(.enabled(if: !Sanitizer.isOn, "a sanitizer keeps or refuses freed memory"))
    func `the bytes of a secret are gone from memory when it is let go`() throws {
        let count = 4_096
        let bytes = [UInt8](repeating: 0xA5, count: count)
        var secret: Secret? = Secret(copying: bytes)
        let address = try #require(secret?.withBytes { UInt(bitPattern: $0.baseAddress) })
        #expect(try ProcessMemory.read(address, count: count) == bytes)

        secret = nil

        let left = try ProcessMemory.read(address, count: count)
        #expect(left.count { $0 == 0xA5 } < 32)
    }

    /// The control of the test above: other tests may take the memory, hence several attempts.
    @Test(.enabled(if: !Sanitizer.isOn, "a sanitizer keeps or refuses freed memory"))
    func `bytes that nobody overwrites are still in memory when they are freed`() throws {
        let count = 4_096

        let survived = try (0..<50).contains { _ in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
            buffer.initializeMemory(as: UInt8.self, repeating: 0xA5)
            let address = UInt(bitPattern: buffer.baseAddress)
            buffer.deallocate()
            return try ProcessMemory.read(address, count: count).count { $0 == 0xA5 } > count / 2
        }

        #expect(survived)
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

/// Memory as the operating system shows it, whoever owns it now.
private enum ProcessMemory {
    static func read(_ address: UInt, count: Int) throws -> [UInt8] {
        let memory = try #require(FileHandle(forReadingAtPath: "/proc/self/mem"))
        try memory.seek(toOffset: UInt64(address))
        return [UInt8](try memory.read(upToCount: count) ?? Data())
    }
}
