import Material
import Testing

@testable import Sealing

struct AndroidKeyAttestationTests {
    @Test func `a key of the phone's hardware is believed for what was asked`() throws {
        let phone = try Phone()

        #expect(throws: Never.self) { try phone.prove(phone.chain()) }
    }

    @Test(arguments: Fault.allCases)
    func `one thing that is wrong is told`(fault: Fault) throws {
        let phone = try Phone()

        #expect(throws: fault.error) { try phone.prove(phone.chain(fault), fault) }
    }

    @Test func `what is not demanded may be missing`() throws {
        let phone = try Phone()

        for fault in [Fault.unlocked, .selfSigned] {
            #expect(throws: Never.self) {
                try phone.prove(phone.chain(fault), isVerifiedBootNeeded: false)
            }
        }
    }

    @Test func `of 1000 altered chains none is believed`() throws {
        let phone = try Phone()
        let honest = try phone.chain()
        var random = Seeded(5)
        var believed = 0

        for _ in 0..<1_000 {
            var chain = honest
            let place = random.below(chain.count)
            chain[place][random.below(chain[place].count)] ^= UInt8(random.pick(1...255))
            try phone.prove(honest)
            if (try? phone.prove(chain)) != nil { believed += 1 }
        }

        #expect(believed == 0)
    }

    @Test func `a key that an attested key vouches for is refused`() throws {
        let phone = try Phone()

        #expect(throws: AttestationError.malformed(.keyDescription)) {
            try AndroidKeyAttestation(chain: phone.chain(isExtended: true))
        }
    }

    @Test func `descriptions altered at random are read or refused, never more`() throws {
        let honest = try Phone().description()
        var random = Seeded(3)
        #expect(KeyDescription(der: honest) != nil)

        for _ in 0..<20_000 {
            var bytes = honest
            for _ in 0...random.below(4) {
                bytes[random.below(bytes.count)] = UInt8(random.below(256))
            }
            _ = KeyDescription(der: Array(bytes.prefix(random.below(bytes.count + 1))))
        }
    }

    /// What can be wrong, and how it is told.
    enum Fault: CaseIterable, Sendable {
        case challenge, key, package, signer, otherPackage, software, imported, cannotSign
        case unlocked, selfSigned, order, root, link, late, revoked, version

        var error: AttestationError {
            switch self {
            case .challenge: .wrongChallenge
            case .key: .wrongKey
            case .package, .signer, .otherPackage: .wrongApp
            case .software: .weakHardware
            case .imported, .cannotSign: .unfitKey
            case .unlocked, .selfSigned: .unverifiedBoot
            case .order, .version: .malformed(.keyDescription)
            case .root: .unknownRoot
            case .link: .brokenChain
            case .late: .outOfDate
            case .revoked: .revoked(serial: "2")
            }
        }
    }

    /// A phone whose maker is the test's own.
    struct Phone {
        private let root: TestAuthority
        private let middle: TestAuthority
        private let key: EllipticPrivateKey
        private let signer = Digest(of: Array("who signs the app".utf8))
        private static let identifier: [UInt8] = [
            0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x01, 0x11,
        ]

        init() throws {
            root = try TestAuthority("Root", seed: 1)
            middle = try TestAuthority("Middle", seed: 2)
            key = try EllipticPrivateKey(.p256, from: Sample.random(seed: 3))
        }

        func prove(
            _ chain: [[UInt8]], _ fault: Fault? = nil, isVerifiedBootNeeded: Bool = true
        ) throws {
            let trusted = try fault == .root ? TestAuthority("Root", seed: 9) : root
            let registered = try fault == .key ? TestAuthority("Other", seed: 9).key : key
            try AndroidKeyAttestation(chain: chain).prove(
                registered.publicKey, challenge: Array("asked".utf8),
                meets: .init(
                    packages: ["example.rollcall": [signer]], leastLevel: .trustedEnvironment,
                    isVerifiedBootNeeded: isVerifiedBootNeeded),
                trusting: .init(
                    rootKeys: [Digest(of: trusted.key.publicKey.publicKeyInfo)],
                    revoked: fault == .revoked ? ["2"] : ["77"]),
                at: fault == .late ? 2_250_000_000 : 1_780_000_000)
        }

        /// The chain; an extended one has another key in front, that the attested key signs.
        func chain(_ fault: Fault? = nil, isExtended: Bool = false) throws -> [[UInt8]] {
            let issuer = try fault == .link ? TestAuthority("Middle", seed: 8) : middle
            let extensions = [(Self.identifier, try description(fault))]
            let leaf = try issuer.certify(
                .init(
                    name: "Key", key: key.publicKey, serial: 3, isAuthority: isExtended,
                    extensions: extensions))
            let chain = [
                leaf,
                try root.certify(
                    .init(name: "Middle", key: middle.key.publicKey, serial: 2, isAuthority: true)),
                try root.certifyItself(),
            ]
            guard isExtended else { return chain }
            let other = try TestAuthority("Key", seed: 3)
            let front = try other.certify(
                .init(name: "Front", key: middle.key.publicKey, serial: 4, extensions: extensions))
            return [front] + chain
        }

        func description(_ fault: Fault? = nil) throws -> [UInt8] {
            let level = DER.number(fault == .software ? 0 : 1, tag: 0x0A)
            let signed = fault == .signer ? Digest(of: [0]) : signer
            var packages = package(fault == .package ? "example.copy" : "example.rollcall")
            if fault == .otherPackage { packages += package("example.stranger") }
            let application = DER.sequence(
                DER.set(packages) + DER.set(DER.octets(signed.bytes)))
            let software = DER.tagged(709, DER.octets(application))
            let boot = DER.sequence(
                DER.octets([UInt8](repeating: 7, count: 32))
                    + DER.wrap(0x01, [fault == .unlocked ? 0 : 0xFF])
                    + DER.number(fault == .selfSigned ? 1 : 0, tag: 0x0A)
                    + DER.octets([UInt8](repeating: 8, count: 32)))
            let origin = DER.tagged(702, DER.number(fault == .imported ? 2 : 0))
            let rootOfTrust = DER.tagged(704, boot)
            let purposes = DER.wrap(
                0xA1, DER.set(DER.number(fault == .cannotSign ? 1 : 2)))
            let tail = fault == .order ? rootOfTrust + origin : origin + rootOfTrust
            return DER.sequence(
                DER.number(fault == .version ? 401 : 300) + level + DER.number(300) + level
                    + DER.octets(Array((fault == .challenge ? "other" : "asked").utf8))
                    + DER.octets([]) + DER.sequence(software) + DER.sequence(purposes + tail))
        }

        private func package(_ name: String) -> [UInt8] {
            DER.sequence(DER.octets(Array(name.utf8)) + DER.number(1))
        }
    }
}
