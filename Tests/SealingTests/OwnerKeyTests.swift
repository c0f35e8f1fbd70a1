import Foundation
import Testing

@testable import Sealing

struct OwnerKeyTests {
    static let acme = KeyOwner.organization("acme")
    static let member = KeyOwner.member("e1024", organization: "acme")
    static let cell = SealedCell(of: member, table: "template", column: "vector", row: "7")

    static func root(_ cipher: Cipher = .aes, byte: UInt8 = 1) throws -> OwnerKey {
        try OwnerKey(root: Sample.secret(of: byte), cipher: cipher)
    }

    @Test(arguments: Cipher.allCases)
    func `what a member's key sealed opens after all keys were unwrapped again`(
        cipher: Cipher
    ) throws {
        let acme = try Self.root(cipher).makeKey(for: Self.acme)
        let member = try acme.key.makeKey(for: Self.member)
        let box = try member.key.seal([1, 2, 3], in: Self.cell)

        let sameAcme = try Self.root(cipher).unwrap(acme.wrapped, for: Self.acme, version: 1)
        let stored = try WrappedKey(bytes: member.wrapped.bytes)
        let sameMember = try sameAcme.unwrap(stored, for: Self.member, version: 1)

        #expect(try sameMember.open(box, in: Self.cell) == [1, 2, 3])
        #expect(sameMember.cipher == cipher)
    }

    @Test
    func `a wrapped key unwraps for its own owner and version only`() throws {
        let root = try Self.root()
        let acme = try root.makeKey(for: Self.acme)
        let member = try acme.key.makeKey(for: Self.member, version: 4)
        let other = KeyOwner.member("e1025", organization: "acme")

        #expect(throws: SealError.forged) {
            try acme.key.unwrap(member.wrapped, for: other, version: 4)
        }
        #expect(throws: SealError.forged) {
            try acme.key.unwrap(member.wrapped, for: Self.member, version: 5)
        }
        #expect(throws: SealError.foreignOwner) {
            try root.unwrap(member.wrapped, for: Self.member, version: 4)
        }
        #expect(throws: SealError.foreignOwner) {
            try acme.key.makeKey(for: .member("e1", organization: "other"))
        }
        #expect(throws: SealError.foreignOwner) { try root.makeKey(for: Self.member) }
        #expect(throws: SealError.foreignOwner) { try root.makeKey(for: .server) }
    }

    @Test
    func `another root key is recognised by its name`() throws {
        let (one, other) = (try Self.root(byte: 1), try Self.root(byte: 2))
        let acme = try one.makeKey(for: Self.acme)

        #expect(try one.version == Self.root(byte: 1).version)
        #expect(acme.wrapped.wrapperVersion == one.version)
        #expect(throws: SealError.unknownVersion(box: one.version, key: other.version)) {
            try other.unwrap(acme.wrapped, for: Self.acme, version: 1)
        }
    }

    @Test(arguments: Cipher.allCases)
    func `a wrapped key with any bit flipped is refused`(cipher: Cipher) throws {
        let root = try Self.root(cipher)
        let wrapped = try root.makeKey(for: Self.acme).wrapped

        for bit in 0..<wrapped.bytes.count * 8 {
            var bytes = wrapped.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SealError.self) {
                try root.unwrap(WrappedKey(bytes: bytes), for: Self.acme, version: 1)
            }
        }
    }

    @Test
    func `wrapping anew under a new root leaves what was sealed readable`() throws {
        let (old, new) = (try Self.root(byte: 1), try Self.root(.gm, byte: 2))
        let acme = try old.makeKey(for: Self.acme)
        let cell = SealedCell(of: Self.acme, table: "webhook", column: "secret", row: "1")
        let box = try acme.key.seal([9], in: cell)

        let rewrapped = try new.wrap(old.unwrap(acme.wrapped, for: Self.acme, version: 1))

        #expect(rewrapped.wrapperVersion == new.version)
        let key = try new.unwrap(rewrapped, for: Self.acme, version: 1)
        #expect(try key.open(box, in: cell) == [9])
        #expect(try key.secret(for: .lookup) == acme.key.secret(for: .lookup))
    }

    @Test
    func `a new version of a key tells which boxes are still to be sealed anew`() throws {
        let acme = try Self.root().makeKey(for: Self.acme).key
        let old = try acme.makeKey(for: Self.member, version: 1).key
        let new = try acme.makeKey(for: Self.member, version: 2, cipher: .gm).key
        let box = try old.seal([5], in: Self.cell)

        let resealed = try new.seal(old.open(box, in: Self.cell), in: Self.cell)

        #expect(try BoxHeader(reading: box).keyVersion == 1)
        #expect(try BoxHeader(reading: resealed).keyVersion == 2)
        #expect(try new.open(resealed, in: Self.cell) == [5])
        #expect(throws: SealError.unknownVersion(box: 1, key: 2)) {
            try new.open(box, in: Self.cell)
        }
    }

    @Test(arguments: Cipher.allCases)
    func `every purpose and owner has a key of its own, always the same`(cipher: Cipher) throws {
        let acme = try Self.root(cipher).makeKey(for: Self.acme).key
        let member = try acme.makeKey(for: Self.member).key
        var codes = Set<Digest>()

        for key in [acme, member] {
            for purpose in KeyPurpose.allCases {
                let code = try key.authenticationKey(for: purpose).code(for: [1])
                #expect(try key.authenticationKey(for: purpose).code(for: [1]) == code)
                codes.insert(code)
            }
        }

        #expect(codes.count == 2 * KeyPurpose.allCases.count)
    }

    @Test
    func `a value is sealed for its own owner only`() throws {
        let acme = try Self.root().makeKey(for: Self.acme).key

        #expect(throws: SealError.foreignOwner) { try acme.seal([1], in: Self.cell) }
        #expect(throws: SealError.foreignOwner) { try acme.open([1], in: Self.cell) }
    }
}
