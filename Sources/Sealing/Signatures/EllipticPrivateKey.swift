import COpenSSL

/// A private key on P-256 or SM2: what a device holds, for simulation and tests.
public final class EllipticPrivateKey: Sendable {
    /// The other half, to be registered.
    public let publicKey: EllipticPublicKey

    private let handle: KeyHandle

    /// - Parameter scalar: 32 bytes, big endian, more than zero and less than the curve's order.
    /// - Throws: `SealError.invalidKey`, `.library`.
    public init(_ curve: Curve, scalar: Secret) throws(SealError) {
        guard scalar.count == 32, EllipticPrivateKey.isInRange(scalar, curve) else {
            throw .invalidKey
        }
        guard let point = EllipticPrivateKey.point(curve, scalar) else { throw .library(.making) }
        publicKey = try EllipticPublicKey(curve, point: point)
        handle = try KeyHandle(
            EllipticPublicKey.makeHandle(curve, point: point, scalar: scalar))
    }

    /// A fresh key.
    ///
    /// - Throws: `SealError.randomUnavailable`, `.library`.
    public convenience init(
        _ curve: Curve, from random: SecureRandom = .system
    ) throws(SealError) {
        // A draw is out of range once in 2^32; a source that always is, is broken.
        for _ in 0..<8 {
            let scalar = try Secret(from: random)
            if EllipticPrivateKey.isInRange(scalar, curve) {
                try self.init(curve, scalar: scalar)
                return
            }
        }
        throw .randomUnavailable
    }

    /// A signature of the message; another each time.
    ///
    /// - Throws: `SealError.library`.
    public func signature(
        of message: [UInt8], form: SignatureForm = .raw
    ) throws(SealError) -> [UInt8] {
        let der = try handle.sign(message, publicKey.curve.scheme)
        guard case .raw = form else { return der }
        guard let numbers = SignatureForm.der.numbers(in: der) else { throw .library(.signing) }
        return numbers
    }

    private static func isInRange(_ scalar: Secret, _ curve: Curve) -> Bool {
        scalar.withBytes { scalar in
            scalar.contains { $0 != 0 } && scalar.lexicographicallyPrecedes(curve.order)
        }
    }

    /// The point of a scalar: the scalar times the base point.
    private static func point(_ curve: Curve, _ scalar: Secret) -> [UInt8]? {
        let number = scalar.withBytes { BN_bin2bn($0.bytePointer, Int32($0.count), nil) }
        let group = EC_GROUP_new_by_curve_name(curve.number)
        defer {
            BN_clear_free(number)
            EC_GROUP_free(group)
        }
        guard let number, let group, let product = EC_POINT_new(group) else { return nil }
        defer { EC_POINT_free(product) }
        var bytes = [UInt8](repeating: 0, count: 65)
        guard EC_POINT_mul(group, product, number, nil, nil, nil) == 1,
            EC_POINT_point2oct(
                group, product, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil) == 65
        else { return nil }
        return bytes
    }
}
