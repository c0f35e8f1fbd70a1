import Material
import Testing

@testable import Sealing

struct AppAttestationTests {
    @Test func `an app's new key is believed for what was asked`() throws {
        let proved = try Phone().prove(Phone().object())

        #expect(proved.app == "TEAM123456.example.rollcall")
        #expect(proved.environment == .production)
    }

    @Test(arguments: Fault.allCases)
    func `one thing that is wrong is told`(fault: Fault) throws {
        let phone = try Phone()

        #expect(throws: fault.error) { try phone.prove(phone.object(fault), fault) }
    }

    @Test func `of 1000 altered attestations none is believed`() throws {
        let phone = try Phone()
        let honest = try phone.object()
        var random = Seeded(7)
        var believed = 0

        for _ in 0..<1_000 {
            var object = honest
            object[random.below(object.count)] ^= UInt8(random.pick(1...255))
            _ = try phone.prove(honest)
            if (try? phone.prove(object)) != nil { believed += 1 }
        }

        #expect(believed == 0)
    }

    @Test func `an attestation that ends early or goes on is refused`() throws {
        let phone = try Phone()
        let honest = try phone.object()

        for count in honest.indices {
            #expect(throws: AttestationError.self) {
                try AppAttestation(object: Array(honest.prefix(count)))
            }
        }
        #expect(throws: AttestationError.malformed(.object)) {
            try AppAttestation(object: honest + [0])
        }
    }

    @Test func `bytes of chance are refused`() {
        var random = Seeded(11)

        for _ in 0..<5_000 {
            let head: [UInt8] = random.chance(50) ? [0xA3, 0x63, 0x66, 0x6D, 0x74] : []
            let bytes = head + (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
            #expect(throws: AttestationError.self) { try AppAttestation(object: bytes) }
        }
    }

    @Test func `Apple's root is the published one`() throws {
        #expect(throws: Never.self) { try AppAttestation.appleRoot() }
    }

    /// What can be wrong, and how it is told.
    enum Fault: CaseIterable, Sendable {
        case hash, app, environment, counter, key, root, early, late, link

        var error: AttestationError {
            switch self {
            case .hash: .wrongChallenge
            case .app: .wrongApp
            case .environment: .wrongEnvironment
            case .counter: .usedKey
            case .key: .wrongKey
            case .root: .unknownRoot
            case .early, .late: .outOfDate
            case .link: .brokenChain
            }
        }
    }

    /// A phone whose maker is the test's own.
    struct Phone {
        private let root: TestAuthority
        private let middle: TestAuthority
        private let key: EllipticPrivateKey
        private let asked = Digest(of: Array("what was asked".utf8))

        init() throws {
            root = try TestAuthority("Root", seed: 1)
            middle = try TestAuthority("Middle", seed: 2)
            key = try EllipticPrivateKey(.p256, from: Sample.random(seed: 3))
        }

        func prove(
            _ object: [UInt8], _ fault: Fault? = nil
        ) throws -> (app: String, environment: AppAttestation.Environment) {
            let trusted = try fault == .root ? TestAuthority("Root", seed: 9) : root
            // 2026; 2019 and 2041 lie outside.
            let time: Int64 =
                switch fault {
                case .early: 1_560_000_000
                case .late: 2_250_000_000
                default: 1_780_000_000
                }
            return try AppAttestation(object: object).prove(
                apps: ["OTHER12345.example.other", "TEAM123456.example.rollcall"],
                clientDataHash: fault == .hash ? Digest(of: [0]) : asked,
                environments: fault == .environment ? [.development] : [.production],
                under: [Certificate(der: trusted.certifyItself())], at: time)
        }

        func object(_ fault: Fault? = nil) throws -> [UInt8] {
            let app = fault == .app ? "TEAM123456.example.copy" : "TEAM123456.example.rollcall"
            let name = fault == .key ? Digest(of: [1]) : Digest(of: key.publicKey.point)
            let data =
                Digest(of: Array(app.utf8)).bytes + [0x40, 0, 0, 0, fault == .counter ? 1 : 0]
                + Array("appattest\0\0\0\0\0\0\0".utf8) + [0, 32] + name.bytes
            let nonce = Digest(of: data + asked.bytes)
            let identifier: [UInt8] = [
                0x2A, 0x86, 0x48, 0x86, 0xF7, 0x63, 0x64, 0x08, 0x02,
            ]
            let content = [0x30, 0x24, 0xA1, 0x22, 0x04, 0x20] + nonce.bytes
            let signer = try fault == .link ? TestAuthority("Middle", seed: 8) : middle
            let leaf = try signer.certify(
                .init(
                    name: "Leaf", key: key.publicKey, serial: 3,
                    extensions: [(identifier, content)]))
            let issuer = try root.certify(
                .init(name: "Middle", key: middle.key.publicKey, serial: 2, isAuthority: true))
            return [0xA3] + CBOR.text("fmt") + CBOR.text("apple-appattest")
                + CBOR.text("attStmt") + [0xA2] + CBOR.text("x5c") + [0x82] + CBOR.bytes(leaf)
                + CBOR.bytes(issuer) + CBOR.text("receipt") + [0x40]
                + CBOR.text("authData") + CBOR.bytes(data)
        }
    }

    /// Writes what attestation objects are made of.
    private enum CBOR {
        static func text(_ text: String) -> [UInt8] { item(0x60, Array(text.utf8)) }

        static func bytes(_ bytes: [UInt8]) -> [UInt8] { item(0x40, bytes) }

        private static func item(_ major: UInt8, _ bytes: [UInt8]) -> [UInt8] {
            let count = bytes.count
            return switch count {
            case ..<24: [major | UInt8(count)] + bytes
            case ..<0x100: [major | 24, UInt8(count)] + bytes
            default: [major | 25, UInt8(count >> 8), UInt8(count & 0xFF)] + bytes
            }
        }
    }
}
