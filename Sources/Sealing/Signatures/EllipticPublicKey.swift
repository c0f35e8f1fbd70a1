import COpenSSL

/// A public key on P-256 or SM2: a device's.
public final class EllipticPublicKey: Sendable {
    /// The curve and its scheme.
    public let curve: Curve
    /// The point: 4, then x and y of 32 bytes each (X9.63, uncompressed).
    public let point: [UInt8]

    private let handle: KeyHandle

    /// - Parameter point: 65 bytes: 4, then x and y.
    /// - Throws: `SealError.invalidKey` unless the point lies on the curve.
    public init(_ curve: Curve, point: [UInt8]) throws(SealError) {
        guard point.count == 65, point.first == 4 else { throw .invalidKey }
        self.curve = curve
        self.point = point
        handle = try KeyHandle(EllipticPublicKey.makeHandle(curve, point: point, scalar: nil))
    }

    /// - Parameters:
    ///   - x: 32 bytes, in base64url, as a JSON Web Key has them.
    ///   - y: The same.
    /// - Throws: `SealError.invalidKey` unless they are a point on the curve.
    public convenience init(_ curve: Curve, x: String, y: String) throws(SealError) {
        guard let x = Base64.decode(x, as: .url), x.count == 32,
            let y = Base64.decode(y, as: .url)
        else { throw .invalidKey }
        try self.init(curve, point: [4] + x + y)
    }

    /// - Parameter publicKeyInfo: The DER of a SubjectPublicKeyInfo with a named curve and an
    ///   uncompressed point, as phones export it: 91 bytes.
    /// - Throws: `SealError.invalidKey`.
    public convenience init(_ curve: Curve, publicKeyInfo: [UInt8]) throws(SealError) {
        guard publicKeyInfo.starts(with: curve.publicKeyInfoPrefix) else { throw .invalidKey }
        try self.init(
            curve, point: Array(publicKeyInfo.dropFirst(curve.publicKeyInfoPrefix.count)))
    }

    /// Whether a signature is this key's for the message.
    ///
    /// Of every ECDSA signature (r, s) there is a twin (r, n − s) that fits as well: never take a
    /// signature for a name of its message.
    public func verifies(
        _ signature: [UInt8], of message: [UInt8], form: SignatureForm = .raw
    ) -> Bool {
        guard let numbers = form.numbers(in: signature) else { return false }
        return handle.verifies(SignatureForm.der(of: numbers), of: message, curve.scheme)
    }

    /// The DER of a SubjectPublicKeyInfo.
    public var publicKeyInfo: [UInt8] { curve.publicKeyInfoPrefix + point }

    /// The key as a JSON Web Key.
    public var jwk: PublicJWK {
        PublicJWK(
            keyType: "EC", curve: curve.name, x: Base64.encode(point[1..<33], as: .url),
            y: Base64.encode(point[33...], as: .url))
    }

    /// A key of OpenSSL's from its numbers; nil if OpenSSL refuses them.
    static func makeHandle(_ curve: Curve, point: [UInt8], scalar: Secret?) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, curve.keyType, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var name = Array(curve.name.utf8CString)
        var point = point
        // OpenSSL wants numbers in the machine's own order, hence the reversal of the big-endian
        // scalar; the copy is a secret of its own.
        let number = scalar.map { scalar in
            scalar.withBytes { bytes in
                Secret(count: bytes.count) { $0.copyBytes(from: bytes.reversed()) }
            }
        }
        return name.withUnsafeMutableBufferPointer { name in
            point.withUnsafeMutableBytes { point in
                var parameters = [
                    OSSL_PARAM_construct_utf8_string(ParameterName.group, name.baseAddress, 0),
                    OSSL_PARAM_construct_octet_string(
                        ParameterName.publicKey, point.baseAddress, point.count),
                ]
                guard let number else {
                    return makeHandle(context, rollcall_select_public_key, &parameters)
                }
                return number.withBytes { number in
                    let bytes = UnsafeMutablePointer(mutating: number.bytePointer)
                    parameters.append(
                        OSSL_PARAM_construct_BN(ParameterName.privateKey, bytes, number.count))
                    return makeHandle(context, rollcall_select_key_pair, &parameters)
                }
            }
        }
    }

    private static func makeHandle(
        _ context: OpaquePointer, _ selection: Int32, _ parameters: inout [OSSL_PARAM]
    ) -> OpaquePointer? {
        var handle: OpaquePointer?
        parameters.append(OSSL_PARAM_construct_end())
        guard EVP_PKEY_fromdata_init(context) == 1,
            EVP_PKEY_fromdata(context, &handle, selection, &parameters) == 1
        else { return nil }
        return handle
    }
}
