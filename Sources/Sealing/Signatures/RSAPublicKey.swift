import COpenSSL

/// A public key of RSA (RFC 8017), for tokens that others sign; nothing here signs with RSA.
public final class RSAPublicKey: Sendable {
    /// The lengths of a modulus that are taken, in bits: shorter ones are weak, longer ones slow.
    public static let modulusBits = 2_048...8_192

    /// The modulus, big endian, without leading zeros.
    public let modulus: [UInt8]
    /// The public exponent, big endian, without leading zeros.
    public let exponent: [UInt8]

    private let handle: KeyHandle

    /// - Parameters:
    ///   - modulus: Big endian; odd and of a length in ``modulusBits``.
    ///   - exponent: Big endian; odd, at least 3 and at most 32 bits long.
    /// - Throws: `SealError.invalidKey`.
    public init(modulus: [UInt8], exponent: [UInt8]) throws(SealError) {
        let modulus = Array(modulus.drop { $0 == 0 })
        let exponent = Array(exponent.drop { $0 == 0 })
        guard let first = modulus.first, modulus.count <= RSAPublicKey.modulusBits.upperBound / 8,
            RSAPublicKey.modulusBits.contains(modulus.count * 8 - first.leadingZeroBitCount),
            let last = modulus.last, last & 1 == 1,
            (1...4).contains(exponent.count), let end = exponent.last, end & 1 == 1,
            exponent != [1]
        else { throw .invalidKey }
        self.modulus = modulus
        self.exponent = exponent
        handle = try KeyHandle(RSAPublicKey.makeHandle(modulus, exponent))
    }

    /// - Parameters:
    ///   - n: The modulus in base64url, as a JSON Web Key has it (RFC 7518 section 6.3).
    ///   - e: The exponent in base64url.
    /// - Throws: `SealError.invalidKey`.
    public convenience init(n: String, e: String) throws(SealError) {
        guard let modulus = Base64.decode(n, as: .url), let exponent = Base64.decode(e, as: .url)
        else { throw .invalidKey }
        try self.init(modulus: modulus, exponent: exponent)
    }

    /// Whether a signature with SHA-256 is this key's for the message; it must be as long as the
    /// modulus.
    public func verifies(
        _ signature: [UInt8], of message: [UInt8], padding: RSAPadding
    ) -> Bool {
        guard signature.count == modulus.count else { return false }
        let scheme = SignatureScheme(digest: .sha256, signerID: nil, padding: padding)
        return handle.verifies(signature, of: message, scheme)
    }

    private static func makeHandle(_ modulus: [UInt8], _ exponent: [UInt8]) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        // OpenSSL wants numbers in the machine's own order, hence the reversal.
        var modulus = Array(modulus.reversed())
        var exponent = Array(exponent.reversed())
        return modulus.withUnsafeMutableBufferPointer { modulus in
            exponent.withUnsafeMutableBufferPointer { exponent in
                var handle: OpaquePointer?
                var parameters = [
                    OSSL_PARAM_construct_BN(
                        ParameterName.rsaModulus, modulus.baseAddress, modulus.count),
                    OSSL_PARAM_construct_BN(
                        ParameterName.rsaExponent, exponent.baseAddress, exponent.count),
                    OSSL_PARAM_construct_end(),
                ]
                guard EVP_PKEY_fromdata_init(context) == 1,
                    EVP_PKEY_fromdata(
                        context, &handle, rollcall_select_public_key, &parameters) == 1
                else { return nil }
                return handle
            }
        }
    }
}

/// How a message becomes a number that RSA signs (RFC 8017).
public enum RSAPadding: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5: `RS256` of JSON Web Algorithms.
    case pkcs1
    /// RSASSA-PSS with a salt as long as the digest: `PS256` of JSON Web Algorithms.
    case pss
}
