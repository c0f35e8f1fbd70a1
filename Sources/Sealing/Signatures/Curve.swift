import COpenSSL

/// An elliptic curve and the signature scheme that goes with it.
public enum Curve: Hashable, Sendable {
    /// ECDSA on P-256 with SHA-256 (FIPS 186-4).
    case p256
    /// SM2 with SM3 (GB/T 32918): the signer's identity is signed too and must be said.
    case sm2(signerID: [UInt8])

    /// What OpenSSL and JWK call the curve.
    var name: String {
        switch self {
        case .p256: "P-256"
        case .sm2: "SM2"
        }
    }

    /// What OpenSSL calls the kind of key.
    var keyType: String {
        switch self {
        case .p256: "EC"
        case .sm2: "SM2"
        }
    }

    /// The order of the base point, big endian: SEC 2 section 2.4.2, GB/T 32918.5.
    var order: [UInt8] {
        switch self {
        case .p256:
            [
                0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2,
                0xFC, 0x63, 0x25, 0x51,
            ]
        case .sm2:
            [
                0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                0xFF, 0xFF, 0x72, 0x03, 0xDF, 0x6B, 0x21, 0xC6, 0x05, 0x2B, 0x53, 0xBB, 0xF4, 0x09,
                0x39, 0xD5, 0x41, 0x23,
            ]
        }
    }

    /// The DER of a SubjectPublicKeyInfo up to the 65 bytes of the point (RFC 5480, GM/T 0006).
    var publicKeyInfoPrefix: [UInt8] {
        let algorithm: [UInt8] =
            switch self {
            case .p256: [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
            case .sm2: [0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D]
            }
        return [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
            + algorithm + [0x03, 0x42, 0x00]
    }

    /// OpenSSL's number of the curve.
    var number: Int32 {
        switch self {
        case .p256: NID_X9_62_prime256v1
        case .sm2: NID_sm2
        }
    }

    /// What is signed besides the message.
    var scheme: SignatureScheme {
        switch self {
        case .p256: SignatureScheme(digest: .sha256, signerID: nil)
        case .sm2(let signerID): SignatureScheme(digest: .sm3, signerID: signerID)
        }
    }
}
