/// Why a proof that a key lies in a genuine device was refused.
///
/// No case carries what the device sent, but for the serial number of a revoked certificate.
public enum AttestationError: Error, Hashable, Sendable {
    /// The bytes are no attestation of this format, or have more than is needed of something.
    case malformed(Part)
    /// A certificate is not signed by the next one, or may not sign.
    case brokenChain
    /// The chain ends at no root that is trusted.
    case unknownRoot
    /// A certificate had not begun to hold or holds no more.
    case outOfDate
    /// The maker withdrew a certificate; its serial number in lower-case hexadecimal digits.
    case revoked(serial: String)
    /// It was made for another challenge.
    case wrongChallenge
    /// It is about another key than the one given.
    case wrongKey
    /// It was made in an app that is not on the list, or in one that others signed.
    case wrongApp
    /// It was made by an app of development, or the reverse.
    case wrongEnvironment
    /// The key has signed before: an attestation is made once, by a new key.
    case usedKey
    /// The key may not sign, or was brought in from outside the device.
    case unfitKey
    /// The key, or what vouches for it, lies in no hardware of the level demanded.
    case weakHardware
    /// The device is unlocked, or started a system that its maker did not sign.
    case unverifiedBoot

    /// Which part could not be read.
    public enum Part: String, Sendable {
        case object, certificate, authenticatorData, keyDescription
    }
}
