import Foundation
import Material
import Testing

@testable import Sealing

/// Attestations of real devices, published by others; they lie beside the checkout.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct PublishedAttestationTests {
    @Test func `every published App Attest object proves its app`() throws {
        for vector in try appAttestations() {
            let attestation = try AppAttestation(object: vector.object)

            let proved = try vector.prove(attestation, vector.clientDataHash)

            #expect(proved.app == vector.app)
            #expect(proved.environment == vector.environment)
            #expect(attestation.keyID.bytes == vector.key)
            #expect(throws: AttestationError.wrongChallenge) {
                try vector.prove(attestation, Digest(of: [0]))
            }
            #expect(throws: AttestationError.outOfDate) {
                try vector.prove(attestation, vector.clientDataHash, at: 1_780_000_000)
            }
        }
    }

    @Test func `of 1000 altered published objects none is believed`() throws {
        let vectors = try appAttestations()
        var random = Seeded(13)
        var believed = 0

        for _ in 0..<1_000 {
            let vector = vectors[random.below(vectors.count)]
            var object = vector.object
            // Apple's receipt is not read, so it is left as it is.
            let receipt = try #require(object.firstRange(of: Array("receipt".utf8)))
            let end = try #require(object.firstRange(of: Array("authData".utf8)))
            var place = random.below(object.count)
            while (receipt.upperBound..<end.lowerBound).contains(place) {
                place = random.below(object.count)
            }
            object[place] ^= UInt8(random.pick(1...255))
            let attestation = try? AppAttestation(object: object)
            if let attestation, (try? vector.prove(attestation, vector.clientDataHash)) != nil {
                believed += 1
            }
        }

        #expect(believed == 0)
    }

    @Test(
        arguments: [
            ("akita_sdk34_SB_RSA_NONE", 1_727_500_000, true),
            ("akita_sdk34_TEE_EC_NONE", 1_727_500_000, true),
            ("akita_sdk34_TEE_RSA_NONE", 1_727_500_000, true),
            ("blueline_sdk28_TEE_EC_NONE", 1_780_000_000, true),
            ("marlin_sdk29_TEE_EC_NONE", 1_727_500_000, false),
        ] as [(String, Int64, Bool)])
    func `published chains of Android phones are read as their makers say`(
        name: String, time: Int64, isRootKnown: Bool
    ) throws {
        let chain = try chain(name)
        let expected = try Expected(folder.appending(path: "\(name).expected.json"))

        let description = try AndroidKeyAttestation(chain: chain).description

        #expect("\(description.attestationLevel)" == expected.attestationLevel)
        #expect("\(description.keyLevel)" == expected.keyLevel)
        #expect(description.challenge == Array("challenge".utf8))
        #expect(description.application?.packages == [expected.package])
        #expect(description.application?.signers.map(\.bytes) == [expected.signer])
        #expect(description.boot?.isLocked == expected.isLocked)
        #expect(description.isBornToSign)
        let proof = Result {
            try CertificateChain(der: chain).prove(
                endingIn: AndroidKeyAttestation.Trust.googleRootKeys, at: time)
        }
        #expect(((try? proof.get()) != nil) == isRootKnown)
    }

    @Test func `a published description whose tags do not rise is refused`() throws {
        #expect(throws: AttestationError.malformed(.keyDescription)) {
            try AndroidKeyAttestation(chain: chain("invalid_tags_not_in_ascending_order"))
        }
    }

    private var folder: URL {
        get throws {
            try #require(Material.recordings)
                .appending(path: "motion/attestation-vectors/android-key")
        }
    }

    private func chain(_ name: String) throws -> [[UInt8]] {
        let text = try String(contentsOf: folder.appending(path: "\(name).pem"), encoding: .utf8)
        return try text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map {
            let body = $0.components(separatedBy: "-----END").first ?? ""
            return try #require(Base64.decode(body.filter { !$0.isWhitespace }, as: .padded))
        }
    }

    private func appAttestations() throws -> [Vector] {
        let file = try #require(Material.recordings)
            .appending(path: "motion/attestation-vectors/app-attest.json")
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let items = try #require((document as? [String: Any])?["attestations"] as? [[String: Any]])
        return try items.map(Vector.init)
    }

    /// One published App Attest object.
    private struct Vector {
        let object: [UInt8]
        let app: String
        let key: [UInt8]
        let clientDataHash: Digest
        let environment: AppAttestation.Environment
        let time: Int64

        init(_ item: [String: Any]) throws {
            func text(_ name: String) throws -> String { try #require(item[name] as? String) }
            object = try #require(Base64.decode(text("attestation_b64"), as: .padded))
            app = try text("app_id")
            key = try #require(Base64.decode(text("key_id_b64"), as: .padded))
            clientDataHash = try #require(Digest(hex: text("client_data_hash_hex")))
            environment = try #require(AppAttestation.Environment(rawValue: text("environment")))
            let begin = try text("leaf_not_before").replacing(" ", with: "T")
            time = Int64(try Date(begin, strategy: .iso8601).timeIntervalSince1970) + 3_600
        }

        func prove(
            _ attestation: AppAttestation, _ hash: Digest, at time: Int64? = nil
        ) throws -> (app: String, environment: AppAttestation.Environment) {
            try attestation.prove(
                apps: [app], clientDataHash: hash, environments: [environment],
                under: [AppAttestation.appleRoot()], at: time ?? self.time)
        }
    }

    /// What the maker's own reader found in a chain.
    private struct Expected {
        let attestationLevel: String
        let keyLevel: String
        let package: String
        let signer: [UInt8]
        let isLocked: Bool?

        init(_ file: URL) throws {
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            let document = try #require(json as? [String: Any])
            let levels = [
                "SOFTWARE": "software", "TRUSTED_ENVIRONMENT": "trustedEnvironment",
                "STRONG_BOX": "strongBox", "STRONGBOX": "strongBox",
            ]
            attestationLevel = try #require(
                levels[document["attestationSecurityLevel"] as? String ?? ""])
            keyLevel = try #require(levels[document["keymasterSecurityLevel"] as? String ?? ""])
            let software = document["softwareEnforced"] as? [String: Any]
            let application = try #require(
                software?["attestationApplicationId"] as? [String: Any])
            let packages = try #require(application["packages"] as? [[String: Any]])
            package = try #require(packages.first?["name"] as? String)
            let signers = try #require(application["signatures"] as? [String])
            signer = try #require(Base64.decode(signers[0], as: .padded))
            let hardware = document["hardwareEnforced"] as? [String: Any]
            let boot = hardware?["rootOfTrust"] as? [String: Any]
            isLocked = boot?["deviceLocked"] as? Bool
        }
    }
}
