/// Where the parts of one box lie in memory, for the length of a call into OpenSSL.
struct SealedMessage {
    /// As many bytes as the cipher's nonce has.
    let nonce: UnsafePointer<UInt8>
    /// The ciphertext.
    let body: UnsafeMutablePointer<UInt8>
    /// The length of ciphertext and plaintext in bytes.
    let bodyCount: Int32
    /// As many bytes as the cipher's tag has.
    let tag: UnsafeMutablePointer<UInt8>
    /// What the tag covers besides the ciphertext.
    let associated: UnsafePointer<UInt8>
    /// The length of the associated bytes.
    let associatedCount: Int32
}
