/// What an Android phone's secure hardware says of a key, in the extension of its certificate.
///
/// Source: Android Open Source Project, "Key and ID attestation", the schema of versions 1 to 400.
public struct KeyDescription: Hashable, Sendable {
    /// Where this description was signed.
    public let attestationLevel: SecurityLevel
    /// Where the key lies.
    public let keyLevel: SecurityLevel
    /// What the app asked for as proof of freshness.
    public let challenge: [UInt8]
    /// The packages that the key was made in, with the digests of who signed them.
    public let application: Application?
    /// How the system was started; nil when hardware says nothing of it.
    public let boot: Boot?
    /// Whether hardware says that the key was made there and may sign.
    public let isBornToSign: Bool

    /// Where hardware puts the description.
    static let identifier = "1.3.6.1.4.1.11129.2.1.17"

    /// Reads the content of the extension; nil unless it is of the schema to its last byte.
    init?(der: [UInt8]) {
        var outer = DERReader(der)
        guard let content = outer.next(.sequence), outer.isAtEnd else { return nil }
        var reader = DERReader(content)
        guard let version = reader.number(), (1...400).contains(version),
            let attestationLevel = reader.number(.enumerated).flatMap(SecurityLevel.init(code:)),
            reader.number() != nil,
            let keyLevel = reader.number(.enumerated).flatMap(SecurityLevel.init(code:)),
            let challenge = reader.next(.octets), challenge.count <= 128,
            reader.next(.octets) != nil,
            let software = reader.next(.sequence).flatMap(AuthorizationList.init),
            let hardware = reader.next(.sequence).flatMap(AuthorizationList.init),
            reader.isAtEnd
        else { return nil }
        self.attestationLevel = attestationLevel
        self.keyLevel = keyLevel
        self.challenge = Array(challenge)
        // Keystore, which is software, tells the app; the hardware signs what it is told.
        application = software.application ?? hardware.application
        boot = hardware.boot
        isBornToSign = hardware.isGenerated && hardware.purposes.contains(Self.signing)
    }

    /// `KeyPurpose.SIGN`.
    private static let signing: Int64 = 2

    /// What guards a key; a later one is stronger.
    public enum SecurityLevel: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// The operating system alone.
        case software = 0
        /// A part of the processor of its own.
        case trustedEnvironment = 1
        /// A chip of its own.
        case strongBox = 2

        init?(code: Int64) {
            guard let value = Int(exactly: code) else { return nil }
            self.init(rawValue: value)
        }

        /// A weaker one comes first.
        public static func < (lhs: SecurityLevel, rhs: SecurityLevel) -> Bool {
            lhs.rawValue < rhs.rawValue
        }
    }

    /// Whose app made the key.
    public struct Application: Hashable, Sendable {
        /// The names of the packages that share the app's user.
        public let packages: [String]
        /// SHA-256 of each certificate that signed them.
        public let signers: [Digest]
    }

    /// How the phone was started.
    public struct Boot: Hashable, Sendable {
        /// Whether its boot loader takes no other system.
        public let isLocked: Bool
        /// What the boot loader found.
        public let state: State

        /// Whether the maker's own system runs on a locked phone.
        public var isVerified: Bool { isLocked && state == .verified }

        /// How the system was checked before it was started.
        public enum State: Int, Hashable, Sendable {
            case verified = 0
            case selfSigned = 1
            case unverified = 2
            case failed = 3
        }
    }
}
