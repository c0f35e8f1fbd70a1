/// How large what a device sends to prove its key may be.
enum Limits {
    /// Bytes of one attestation object or token; real objects have about 5,000, mostly receipt.
    static let attestationBytes = 16_384
    /// Bytes of one certificate; real ones have at most 1,500.
    static let certificateBytes = 4_096
    /// Certificates of one chain, the root counted.
    static let chainCertificates = 6
    /// Elements of one sequence of the description of a key.
    static let derElements = 128
    /// Entries of one map or array of an attestation object.
    static let cborEntries = 16
    /// Apps that one key is attested for: those that share a user id on the phone.
    static let packages = 32
}
