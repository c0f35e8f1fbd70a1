/// Certificates, each signed by the one behind it, up to one that a trusted key signed.
public struct CertificateChain: Sendable {
    /// The certificates, that of the device's key first.
    public let certificates: [Certificate]

    /// Reads a chain of one to six certificates.
    ///
    /// - Throws: `AttestationError.malformed`.
    public init(der: [[UInt8]]) throws(AttestationError) {
        guard (1...Limits.chainCertificates).contains(der.count) else {
            throw .malformed(.object)
        }
        var certificates: [Certificate] = []
        for bytes in der { certificates.append(try Certificate(der: bytes)) }
        self.certificates = certificates
    }

    /// The certificate of the device's own key.
    public var leaf: Certificate { certificates[0] }

    /// Holds the chain against roots that it does not contain itself.
    ///
    /// - Parameter time: Seconds since 1970, at which every certificate must hold.
    /// - Throws: `brokenChain`, `unknownRoot`, `outOfDate`.
    func prove(under roots: [Certificate], at time: Int64) throws(AttestationError) {
        try proveLinks()
        guard let last = certificates.last, roots.contains(where: { last.isSigned(by: $0) })
        else { throw .unknownRoot }
        guard certificates.allSatisfy({ $0.holds(at: time) }) else { throw .outOfDate }
    }

    /// Holds a chain that ends in its root against the roots' keys.
    ///
    /// The key is what is trusted: the root's certificate was issued again several times for the
    /// same key, and a phone keeps the one that it was made with after it has run out.
    ///
    /// - Parameters:
    ///   - keys: SHA-256 of the SubjectPublicKeyInfo of each root.
    ///   - time: Seconds since 1970, at which every certificate but the root must hold.
    /// - Throws: `brokenChain`, `unknownRoot`, `outOfDate`.
    func prove(endingIn keys: Set<Digest>, at time: Int64) throws(AttestationError) {
        try proveLinks()
        guard certificates.count > 1, let root = certificates.last, root.isSigned(by: root),
            keys.contains(Digest(of: root.publicKeyInfo))
        else { throw .unknownRoot }
        guard certificates.dropLast().allSatisfy({ $0.holds(at: time) }) else { throw .outOfDate }
    }

    private func proveLinks() throws(AttestationError) {
        for (signed, issuer) in zip(certificates, certificates.dropFirst())
        where !signed.isSigned(by: issuer) {
            throw .brokenChain
        }
    }
}
