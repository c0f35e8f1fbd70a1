import Foundation
import Testing

@testable import Sealing

struct ChainTests {
    static let count = 300

    let key: Ed25519PrivateKey

    init() throws { key = try Ed25519PrivateKey(seed: Sample.secret(of: 3)) }

    /// A chain of links a minute apart, each committing to its own number.
    func chain(
        of organization: String = "acme", count: Int = count,
        algorithm: Digest.Algorithm = .sha256, startingAt time: Int64 = 1_700_000_000_000
    ) throws -> (links: [ChainLink], head: ChainHead) {
        var head = ChainHead(startOf: organization, algorithm: algorithm)
        var links: [ChainLink] = []
        for number in 0..<count {
            let link = head.link(
                time: time + Int64(number) * 60_000,
                commitment: Digest(of: Array("record \(number)".utf8), by: algorithm))
            links.append(link)
            head = head.appending(time: link.content.time, commitment: link.content.commitment)
        }
        return (links, head)
    }

    func sign(_ head: ChainHead, of organization: String = "acme") throws -> SignedHead {
        try SignedHead(signing: head, of: organization, at: 1_800_000_000_000, with: key)
    }

    /// The break that a verifier finds, or nil.
    func verify(
        _ links: [ChainLink], against heads: [SignedHead],
        algorithm: Digest.Algorithm = .sha256
    ) -> ChainBreak? {
        do throws(ChainBreak) {
            var verifier = try ChainVerifier(
                organization: "acme", algorithm: algorithm, signedHeads: heads,
                key: key.publicKey)
            for link in links { try verifier.accept(link) }
            _ = try verifier.finish()
            return nil
        } catch { return error }
    }

    @Test(arguments: Digest.Algorithm.allCases)
    func `an untouched chain verifies up to its head`(algorithm: Digest.Algorithm) throws {
        let (links, head) = try chain(algorithm: algorithm)
        let early = ChainHead(sequence: 100, digest: links[99].digest, algorithm: algorithm)

        var verifier = try ChainVerifier(
            organization: "acme", algorithm: algorithm,
            signedHeads: [sign(head), sign(early)], key: key.publicKey)
        for link in links { try verifier.accept(link) }

        #expect(try verifier.finish() == head)
    }

    @Test(arguments: 0..<100)
    func `an edit of any part of any link is found where it was made`(round: Int) throws {
        var (links, head) = try chain()
        let index = (round * 37) % links.count
        let link = links[index]
        var (time, commitment, digest) = (
            link.content.time, link.content.commitment, link.digest
        )
        switch round % 3 {
        case 0: time += 1
        case 1: commitment = Digest(of: [0])
        default: digest = Digest(of: [0])
        }
        links[index] = ChainLink(
            content: LinkContent(
                sequence: link.content.sequence, time: time, commitment: commitment),
            digest: digest)

        let found = verify(links, against: [try sign(head)])

        #expect(found == .edited(sequence: UInt64(index + 1)))
    }

    @Test(arguments: 0..<100)
    func `a deletion is found where it was made`(round: Int) throws {
        var (links, head) = try chain()
        let index = (round * 29) % (links.count - 10)
        let removed = 1 + round % 5
        links.removeSubrange(index..<index + removed)

        let found = verify(links, against: [try sign(head)])

        #expect(
            found == .deleted(expected: UInt64(index + 1), found: UInt64(index + 1 + removed)))
    }

    @Test(arguments: 1...100)
    func `a truncation is found against the signed head, and only so`(removed: Int) throws {
        let (links, head) = try chain()
        let left = Array(links.dropLast(removed))

        #expect(
            verify(left, against: [try sign(head)])
                == .truncated(last: UInt64(left.count), signed: head.sequence))
        #expect(verify(left, against: []) == nil)
    }

    @Test(arguments: 0..<100)
    func `links that changed places are found`(round: Int) throws {
        var (links, head) = try chain()
        let index = (round * 31) % (links.count - 1)
        let other = index + 1 + round % (links.count - index - 1)
        links.swapAt(index, other)

        let found = verify(links, against: [try sign(head)])

        #expect(
            found == .deleted(expected: UInt64(index + 1), found: UInt64(other + 1)))
    }

    @Test
    func `a link that comes twice is found`() throws {
        var (links, head) = try chain()
        links.insert(links[10], at: 20)

        #expect(
            verify(links, against: [try sign(head)]) == .reordered(expected: 21, found: 11))
    }

    @Test(arguments: 0..<100)
    func `a chain computed anew is found against the signed head, and only so`(
        round: Int
    ) throws {
        let (_, head) = try chain()
        let (anew, _) = try chain(startingAt: 1_700_000_000_001 + Int64(round))

        #expect(
            verify(anew, against: [try sign(head)]) == .recomputed(sequence: head.sequence))
        #expect(verify(anew, against: []) == nil)
    }

    @Test
    func `a chain computed anew beyond an early signed head is found there`() throws {
        let (links, _) = try chain()
        let early = ChainHead(sequence: 100, digest: links[99].digest)
        let (anew, _) = try chain(count: 400, startingAt: 0)

        #expect(verify(anew, against: [try sign(early)]) == .recomputed(sequence: 100))
    }

    @Test
    func `time never goes back along a chain`() throws {
        let start = ChainHead(startOf: "acme")
        let first = start.link(time: 2, commitment: Digest(of: []))
        let head = start.appending(time: 2, commitment: Digest(of: []))
        let second = head.link(time: 1, commitment: Digest(of: []))

        #expect(verify([first, second], against: []) == .backInTime(sequence: 2))
    }

    @Test
    func `a head of another organization, key or algorithm is forged`() throws {
        let (links, head) = try chain()
        let other = try Ed25519PrivateKey(seed: Sample.secret(of: 4))
        let good = try sign(head)
        let heads = [
            try sign(head, of: "other"),
            try SignedHead(signing: head, of: "acme", at: 1, with: other),
            SignedHead(organization: "acme", head: head, time: 1, signature: good.signature),
            SignedHead(
                organization: "acme", head: ChainHead(sequence: 299, digest: head.digest),
                time: good.time, signature: good.signature),
            SignedHead(organization: "acme", head: head, time: good.time, signature: []),
        ]

        for signed in heads {
            #expect(
                verify(links, against: [signed])
                    == .forgedHead(sequence: signed.head.sequence))
        }
        #expect(
            verify(links, against: [good], algorithm: .sm3) == .forgedHead(sequence: 300))
    }

    @Test
    func `the same links are no chain of another organization`() throws {
        let (links, _) = try chain(of: "other")

        #expect(verify(links, against: []) == .edited(sequence: 1))
    }

    @Test
    func `a value can be erased and the chain still verifies`() throws {
        let payload = Array("Li Lei".utf8)
        let commitment = try Commitment(to: payload)
        let link = ChainHead(startOf: "acme").link(time: 1, commitment: commitment.digest)

        #expect(Commitment.digest(link.content.commitment, fits: payload, salt: commitment.salt))
        #expect(
            !Commitment.digest(
                link.content.commitment, fits: Array("Li Lej".utf8), salt: commitment.salt))
        #expect(!Commitment.digest(link.content.commitment, fits: payload, salt: []))
        #expect(try Commitment(to: payload).digest != commitment.digest)
        #expect(verify([link], against: []) == nil)
    }

    /// Fields that run into each other, or an absent one beside an empty one, encode differently.
    @Test
    func `no two sequences of fields have the same bytes`() {
        var seen = Set<[UInt8]>()
        let fields: [[String?]] = [
            ["a", "b"], ["ab"], ["ab", ""], ["", "ab"], ["ab", nil], [nil, "ab"], ["a", "b", ""],
        ]

        for sequence in fields {
            var bytes = CanonicalBytes(domain: "test")
            for field in sequence {
                if let field { bytes.append(field) } else { bytes.appendAbsence() }
            }
            seen.insert(bytes.bytes)
        }
        for number in [UInt64(0), 1] {
            var bytes = CanonicalBytes(domain: "test")
            bytes.append(number)
            seen.insert(bytes.bytes)
        }
        var signed = CanonicalBytes(domain: "test")
        signed.append(Int64(1))
        seen.insert(signed.bytes)

        #expect(seen.count == fields.count + 3)
    }
}
