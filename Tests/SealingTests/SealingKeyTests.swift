import Foundation
import Testing

@testable import Sealing

struct SealingKeyTests {
    static let cell = SealedCell(
        of: .member("e1024", organization: "acme"),
        table: "template",
        column: "vector",
        row: "7"
    )

    static func key(_ cipher: Cipher, byte: UInt8 = 7, version: UInt32 = 1) throws -> SealingKey {
        try SealingKey(
            Secret(copying: [UInt8](repeating: byte, count: 32)),
            cipher: cipher,
            version: version
        )
    }

    @Test(arguments: Cipher.allCases, [0, 1, 15, 16, 17, 400, 100_000])
    func `what was sealed in a cell opens in it`(cipher: Cipher, count: Int) throws {
        let key = try Self.key(cipher)
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }

        let box = try key.seal(plaintext, in: Self.cell)

        #expect(try key.open(box, in: Self.cell) == plaintext)
        #expect(box.count == plaintext.count + (cipher == .aes ? 33 : 53))
    }

    @Test(arguments: Cipher.allCases)
    func `a box with any one bit flipped is refused`(cipher: Cipher) throws {
        let key = try Self.key(cipher)
        let box = try key.seal(Array("Li Lei".utf8), in: Self.cell)

        for bit in 0..<box.count * 8 {
            var flipped = box
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SealError.self) { try key.open(flipped, in: Self.cell) }
        }
    }

    @Test(arguments: Cipher.allCases)
    func `a box cut or lengthened anywhere is refused`(cipher: Cipher) throws {
        let key = try Self.key(cipher)
        let box = try key.seal(Array("Li Lei".utf8), in: Self.cell)

        for count in 0..<box.count {
            #expect(throws: SealError.self) {
                try key.open(Array(box.prefix(count)), in: Self.cell)
            }
        }
        #expect(throws: SealError.forged) { try key.open(box + [0], in: Self.cell) }
    }

    @Test(arguments: Cipher.allCases)
    func `a box moved to any other cell is refused`(cipher: Cipher) throws {
        let key = try Self.key(cipher)
        let owner = Self.cell.owner
        let others = [
            SealedCell(
                of: .member("e1025", organization: "acme"),
                table: "template",
                column: "vector",
                row: "7"
            ),
            SealedCell(
                of: .member("e1024", organization: "acm"),
                table: "template",
                column: "vector",
                row: "7"
            ),
            SealedCell(of: .organization("acme"), table: "template", column: "vector", row: "7"),
            SealedCell(of: owner, table: "probe", column: "vector", row: "7"),
            SealedCell(of: owner, table: "template", column: "name", row: "7"),
            SealedCell(of: owner, table: "template", column: "vector", row: "8"),
            SealedCell(of: owner, table: "templatev", column: "ector", row: "7"),
            SealedCell(of: owner, table: "template", column: "vector7", row: ""),
        ]

        let box = try key.seal([1, 2, 3], in: Self.cell)

        for other in others {
            #expect(throws: SealError.forged) { try key.open(box, in: other) }
        }
    }

    @Test
    func `a box says why another key cannot open it`() throws {
        let key = try Self.key(.aes)
        let box = try key.seal([1, 2, 3], in: Self.cell)
        var strange = box
        strange[0] = 0x1F

        #expect(throws: SealError.forged) {
            try Self.key(.aes, byte: 8).open(box, in: Self.cell)
        }
        #expect(throws: SealError.unknownVersion(box: 1, key: 2)) {
            try Self.key(.aes, version: 2).open(box, in: Self.cell)
        }
        #expect(throws: SealError.wrongCipher(box: .aes, key: .gm)) {
            try Self.key(.gm).open(box, in: Self.cell)
        }
        #expect(throws: SealError.unknownFormat(0x1F)) { try key.open(strange, in: Self.cell) }
        #expect(throws: SealError.truncated(byteCount: 3)) {
            try key.open([0x11, 0, 0], in: Self.cell)
        }
    }

    @Test(arguments: Cipher.allCases)
    func `sealing the same value twice gives unlike boxes`(cipher: Cipher) throws {
        let key = try Self.key(cipher)
        var boxes = Set<[UInt8]>()

        for _ in 0..<1_000 {
            boxes.insert(try key.seal([1, 2, 3], in: Self.cell))
        }

        #expect(boxes.count == 1_000)
    }

    @Test(arguments: Cipher.allCases)
    func `one key serves many tasks at once`(cipher: Cipher) async throws {
        let key = try Self.key(cipher)

        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<500 {
                        let value = [UInt8](repeating: UInt8(task), count: round)
                        let box = try key.seal(value, in: Self.cell)
                        if try key.open(box, in: Self.cell) != value { wrong += 1 }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }

        #expect(wrong == 0)
    }
}
