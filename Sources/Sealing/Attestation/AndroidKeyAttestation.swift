/// An Android phone's word that a key lies in its hardware: key attestation.
///
/// The key that is attested is the one that signs: nothing else of the phone need be believed.
///
/// Source: Android Developers, "Verify hardware-backed key pairs with key attestation".
public struct AndroidKeyAttestation: Sendable {
    /// What hardware says of the key; believed once `prove` returned.
    public let description: KeyDescription

    private let chain: CertificateChain

    /// Reads a chain, the key's certificate first and the root last; nothing is believed yet.
    ///
    /// - Throws: `malformed`.
    public init(chain der: [[UInt8]]) throws(AttestationError) {
        guard der.reduce(0, { $0 + $1.count }) <= Limits.attestationBytes else {
            throw .malformed(.object)
        }
        chain = try CertificateChain(der: der)
        // Whoever holds an attested key can sign a certificate with it: only the first one from
        // the root counts, and it has to be the last of the chain.
        guard let content = chain.leaf.content(ofExtension: KeyDescription.identifier),
            !chain.certificates.dropFirst()
                .contains(where: { $0.carries(extension: KeyDescription.identifier) }),
            let description = KeyDescription(der: content)
        else { throw .malformed(.keyDescription) }
        self.description = description
    }

    /// Proves that an app of the list made the key in hardware for what was asked.
    ///
    /// - Parameters:
    ///   - key: The key that is to be registered.
    ///   - challenge: What the app was to ask for: the bytes of ``DeviceBinding/digest``.
    ///   - demand: Which apps on which phones.
    ///   - trust: Whom to believe.
    ///   - time: Seconds since 1970.
    /// - Throws: Every case but `usedKey` and `wrongEnvironment`.
    public func prove(
        _ key: EllipticPublicKey, challenge: [UInt8], meets demand: Demand, trusting trust: Trust,
        at time: Int64
    ) throws(AttestationError) {
        try chain.prove(endingIn: trust.rootKeys, at: time)
        for certificate in chain.certificates where trust.revoked.contains(certificate.serial) {
            throw .revoked(serial: certificate.serial)
        }
        guard description.challenge == challenge else { throw .wrongChallenge }
        guard chain.leaf.publicKeyInfo == key.publicKeyInfo else { throw .wrongKey }
        try demand.isMet(by: description)
    }

    /// Whom to believe.
    public struct Trust: Sendable {
        /// SHA-256 of the SubjectPublicKeyInfo of every root.
        public let rootKeys: Set<Digest>
        /// The serial numbers of certificates that are not believed, in lower-case hexadecimal
        /// digits without leading zeros, as Google's list has them.
        public let revoked: Set<String>

        /// - Parameters:
        ///   - rootKeys: SHA-256 of the SubjectPublicKeyInfo of every root.
        ///   - revoked: The serial numbers of certificates that are not believed.
        public init(rootKeys: Set<Digest>, revoked: Set<String>) {
            self.rootKeys = rootKeys
            self.revoked = revoked
        }
    }

    /// Which apps on which phones.
    public struct Demand: Sendable {
        /// Who may have signed a package, by its name: SHA-256 of certificates.
        public let packages: [String: Set<Digest>]
        /// The weakest place that a key may lie in.
        public let leastLevel: KeyDescription.SecurityLevel
        /// Whether the phone must be locked and run its maker's system.
        public let isVerifiedBootNeeded: Bool

        /// - Parameters:
        ///   - packages: Who may have signed a package, by its name.
        ///   - leastLevel: The weakest place that a key may lie in.
        ///   - isVerifiedBootNeeded: Whether the phone must run its maker's system.
        public init(
            packages: [String: Set<Digest>], leastLevel: KeyDescription.SecurityLevel,
            isVerifiedBootNeeded: Bool
        ) {
            self.packages = packages
            self.leastLevel = leastLevel
            self.isVerifiedBootNeeded = isVerifiedBootNeeded
        }

        /// - Throws: `weakHardware`, `unfitKey`, `wrongApp`, `unverifiedBoot`.
        func isMet(by description: KeyDescription) throws(AttestationError) {
            guard min(description.attestationLevel, description.keyLevel) >= leastLevel else {
                throw .weakHardware
            }
            guard description.isBornToSign else { throw .unfitKey }
            // Packages that share a user share its keys, so every one of them must be known.
            guard let application = description.application, !application.packages.isEmpty,
                !application.signers.isEmpty
            else { throw .wrongApp }
            for package in application.packages {
                guard let signers = packages[package],
                    application.signers.allSatisfy(signers.contains)
                else { throw .wrongApp }
            }
            if isVerifiedBootNeeded, description.boot?.isVerified != true {
                throw .unverifiedBoot
            }
        }
    }
}
