/// The names of OpenSSL parameters, at addresses that last.
///
/// A parameter list keeps the address of a name beyond the call that makes it, where a Swift string
/// would be gone.
enum ParameterName {
    static var digest: UnsafePointer<CChar> { address("digest") }
    static var group: UnsafePointer<CChar> { address("group") }
    static var publicKey: UnsafePointer<CChar> { address("pub") }
    static var privateKey: UnsafePointer<CChar> { address("priv") }
    static var rsaModulus: UnsafePointer<CChar> { address("n") }
    static var rsaExponent: UnsafePointer<CChar> { address("e") }

    /// A static string lies in the program's read-only memory and ends with a zero byte.
    private static func address(_ name: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
