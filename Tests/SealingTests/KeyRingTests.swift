import Foundation
import Testing

@testable import Sealing

struct KeyRingTests {
    let acme: OwnerKey

    init() throws {
        acme = try OwnerKey(root: Sample.secret(of: 1)).makeKey(for: .organization("acme")).key
    }

    static func owner(_ number: Int) -> KeyOwner {
        .member("e\(number)", organization: "acme")
    }

    @Test
    func `a key is read once, then kept`() async throws {
        let ring = KeyRing(capacity: 8)
        let wrapped = try acme.makeKey(for: Self.owner(1)).wrapped
        var reads = 0

        for _ in 0..<3 {
            let key = try await ring.key(for: Self.owner(1), version: 1, under: acme) {
                reads += 1
                return wrapped
            }
            #expect(key?.owner == Self.owner(1))
        }

        #expect(reads == 1)
    }

    @Test
    func `a ring never keeps more than it may, and keeps what is used`() throws {
        let ring = KeyRing(capacity: 8)
        let favourite = try acme.makeKey(for: Self.owner(0)).key
        ring.keep(favourite, readIn: ring.epoch)

        for number in 1...100 {
            ring.keep(try acme.makeKey(for: Self.owner(number)).key, readIn: ring.epoch)
            #expect(ring.count <= 8)
            #expect(ring.key(for: Self.owner(0), version: 1) === favourite)
        }

        #expect(ring.key(for: Self.owner(1), version: 1) == nil)
    }

    @Test
    func `a forgotten owner's keys are gone, and an organization takes its members along`() throws {
        let ring = KeyRing(capacity: 16)
        for version in 1...2 {
            for number in 1...2 {
                let key = try acme.makeKey(for: Self.owner(number), version: UInt32(version)).key
                ring.keep(key, readIn: ring.epoch)
            }
        }
        ring.keep(acme, readIn: ring.epoch)

        ring.forget(Self.owner(1))
        #expect(ring.count == 3)
        #expect(ring.key(for: Self.owner(1), version: 1) == nil)
        #expect(ring.key(for: Self.owner(1), version: 2) == nil)
        #expect(ring.key(for: Self.owner(2), version: 2) != nil)

        ring.forget(.organization("acme"))
        #expect(ring.count == 0)
    }

    @Test
    func `a key that was forgotten while it was read does not come back`() async throws {
        let ring = KeyRing(capacity: 8)
        let wrapped = try acme.makeKey(for: Self.owner(1)).wrapped

        _ = try await ring.key(for: Self.owner(1), version: 1, under: acme) {
            ring.forget(Self.owner(1))
            return wrapped
        }

        #expect(ring.count == 0)
    }

    @Test
    func `without a stored form there is no key`() async throws {
        let ring = KeyRing(capacity: 8)

        let key = try await ring.key(for: Self.owner(1), version: 1, under: acme) { nil }

        #expect(key == nil)
    }

    @Test
    func `a forgotten key is let go, not only hidden`() throws {
        let ring = KeyRing(capacity: 8)
        weak var key: OwnerKey?
        do {
            let made = try acme.makeKey(for: Self.owner(1)).key
            ring.keep(made, readIn: ring.epoch)
            key = made
        }
        #expect(key != nil)

        ring.forgetAll()

        #expect(key == nil)
    }
}
