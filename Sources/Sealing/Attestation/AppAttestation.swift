/// Apple's word that a key was made by a genuine app in a genuine device: App Attest.
///
/// It is made once a key. What it does not say is where the device is. Apple's receipt in it, for
/// Apple's own service, is signed by others and neither read nor kept: its bytes prove nothing.
///
/// Source: Apple, "Validating apps that connect to your server".
public struct AppAttestation: Sendable {
    /// The name of the key: SHA-256 of its point.
    public let keyID: Digest
    /// The key of App Attest itself.
    public let publicKey: EllipticPublicKey

    private let chain: CertificateChain
    private let data: AuthenticatorData
    private let dataBytes: [UInt8]

    /// Where Apple puts the digest of what was attested.
    private static let nonceExtension = "1.2.840.113635.100.8.2"

    /// Reads an attestation object; nothing of it is believed yet.
    ///
    /// - Throws: `malformed`.
    public init(object: [UInt8]) throws(AttestationError) {
        guard object.count <= Limits.attestationBytes, let parts = Parts(object) else {
            throw .malformed(.object)
        }
        guard let data = AuthenticatorData(parts.authenticatorData) else {
            throw .malformed(.authenticatorData)
        }
        chain = try CertificateChain(der: parts.certificates)
        do throws(SealError) {
            publicKey = try EllipticPublicKey(.p256, publicKeyInfo: chain.leaf.publicKeyInfo)
        } catch { throw .malformed(.certificate) }
        keyID = Digest(of: publicKey.point)
        self.data = data
        dataBytes = parts.authenticatorData
    }

    /// Proves that an app of the list made the key for what was asked.
    ///
    /// - Parameters:
    ///   - apps: `TEAMID.bundle.id` each.
    ///   - clientDataHash: What the app gave to Apple's service to be attested.
    ///   - environments: Where the app may come from.
    ///   - roots: Apple's root, ``appleRoot``, and others that are trusted as much.
    ///   - time: Seconds since 1970.
    /// - Returns: The app's id and where it comes from.
    /// - Throws: Every case but those of Android's phones.
    public func prove(
        apps: [String], clientDataHash: Digest, environments: Set<Environment>,
        under roots: [Certificate], at time: Int64
    ) throws(AttestationError) -> (app: String, environment: Environment) {
        try chain.prove(under: roots, at: time)
        let nonce = Digest(of: dataBytes + clientDataHash.bytes)
        // SEQUENCE { [1] { OCTET STRING } }
        let expected: [UInt8] = [0x30, 0x24, 0xA1, 0x22, 0x04, 0x20] + nonce.bytes
        guard let content = chain.leaf.content(ofExtension: Self.nonceExtension) else {
            throw .malformed(.certificate)
        }
        guard content == expected else { throw .wrongChallenge }
        guard data.credential == keyID else { throw .wrongKey }
        let app = apps.first { Digest(of: Array($0.utf8)) == data.relyingParty }
        guard let app else { throw .wrongApp }
        guard data.counter == 0 else { throw .usedKey }
        guard environments.contains(data.environment) else { throw .wrongEnvironment }
        return (app, data.environment)
    }

    /// Where an app that attests was installed from.
    public enum Environment: String, Hashable, Sendable, CaseIterable {
        case production, development
    }

    /// The parts of the object that count.
    private struct Parts {
        var certificates: [[UInt8]] = []
        var authenticatorData: [UInt8] = []

        init?(_ object: [UInt8]) {
            var reader = CBORReader(object)
            var seen: Set<String> = []
            guard reader.map() == 3 else { return nil }
            for _ in 0..<3 {
                guard let name = reader.text(), seen.insert(name).inserted else { return nil }
                switch name {
                case "fmt": guard reader.text() == "apple-appattest" else { return nil }
                case "attStmt": guard statement(&reader) else { return nil }
                case "authData":
                    guard let bytes = reader.bytes() else { return nil }
                    authenticatorData = bytes
                default: return nil
                }
            }
            guard reader.isAtEnd else { return nil }
        }

        private mutating func statement(_ reader: inout CBORReader) -> Bool {
            var seen: Set<String> = []
            guard reader.map() == 2 else { return false }
            for _ in 0..<2 {
                guard let name = reader.text(), seen.insert(name).inserted else { return false }
                switch name {
                case "x5c":
                    guard let count = reader.array() else { return false }
                    for _ in 0..<count {
                        guard let certificate = reader.bytes() else { return false }
                        certificates.append(certificate)
                    }
                case "receipt": guard reader.bytes() != nil else { return false }
                default: return false
                }
            }
            return true
        }
    }

    /// What the device says of the key (Web Authentication section 6.1, as Apple fills it).
    private struct AuthenticatorData {
        let relyingParty: Digest
        let counter: UInt32
        let environment: Environment
        let credential: Digest

        init?(_ bytes: [UInt8]) {
            guard bytes.count >= 87, bytes[32] & 0x40 != 0, bytes[53] == 0, bytes[54] == 32,
                let relyingParty = Digest(bytes: bytes[..<32]),
                let credential = Digest(bytes: bytes[55..<87])
            else { return nil }
            switch Array(bytes[37..<53]) {
            case Array("appattest\0\0\0\0\0\0\0".utf8): environment = .production
            case Array("appattestdevelop".utf8): environment = .development
            default: return nil
            }
            self.relyingParty = relyingParty
            self.credential = credential
            counter = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }
}
