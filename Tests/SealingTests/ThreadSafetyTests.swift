import Foundation
import Testing

@testable import Sealing

/// Everything shared, used from many tasks at once; telling only under the Thread Sanitizer.
struct ThreadSafetyTests {
    /// Runs the work in eight tasks and counts those answers that are wrong.
    static func wrongAnswers(
        of work: @escaping @Sendable (_ task: Int) throws -> Bool
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    try (0..<40).reduce(0) { wrong, _ in wrong + (try work(task) ? 0 : 1) }
                }
            }
            return try await group.reduce(0, +)
        }
    }

    @Test(arguments: Digest.Algorithm.allCases)
    func `digests and codes are right from many tasks`(algorithm: Digest.Algorithm) async throws {
        let key = AuthenticationKey(Sample.secret(of: 1), by: algorithm)
        let digests = (0..<8).map { Digest(of: [UInt8($0)], by: algorithm) }
        let codes = (0..<8).map { key.code(for: [UInt8($0)]) }

        let wrong = try await Self.wrongAnswers { task in
            Digest(of: [UInt8(task)], by: algorithm) == digests[task]
                && key.code(for: [UInt8(task)]) == codes[task]
        }

        #expect(wrong == 0)
    }

    @Test(arguments: EllipticKeyTests.curves)
    func `one key signs and verifies in many tasks`(curve: Curve) async throws {
        let key = try EllipticPrivateKey(curve)
        let signer = try Ed25519PrivateKey(seed: Sample.secret(of: 2))

        let wrong = try await Self.wrongAnswers { task in
            let message = [UInt8(task)]
            return try key.publicKey.verifies(key.signature(of: message), of: message)
                && signer.publicKey.verifies(signer.signature(of: message), of: message)
        }

        #expect(wrong == 0)
    }

    @Test(arguments: Cipher.allCases)
    func `a ring is filled, used and emptied by many tasks`(cipher: Cipher) async throws {
        let ring = KeyRing(capacity: 4)
        let acme = try OwnerKey(root: Sample.secret(of: 1), cipher: cipher)
            .makeKey(for: .organization("acme")).key
        let members = try (0..<8).map { try acme.makeKey(for: KeyRingTests.owner($0)).wrapped }

        let wrong = try await Self.wrongAnswers { task in
            let owner = KeyRingTests.owner(task)
            let epoch = ring.epoch
            let key =
                try ring.key(for: owner, version: 1)
                ?? acme.unwrap(members[task], for: owner, version: 1)
            ring.keep(key, readIn: epoch)
            if task == 0 { ring.forget(owner) }
            let cell = SealedCell(of: owner, table: "t", column: "c", row: "r")
            return try key.open(key.seal([7], in: cell), in: cell) == [7] && ring.count <= 4
        }

        #expect(wrong == 0)
    }
}
