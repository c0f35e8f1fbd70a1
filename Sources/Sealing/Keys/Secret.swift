import COpenSSL
import Foundation

/// Key bytes that live in one place and are overwritten when the last owner lets go.
///
/// Deliberately neither `Codable` nor printable: describing or mirroring it shows its length only.
/// Unchecked: the bytes are written before the initialiser returns and never again, so there is no
/// lock.
public final class Secret: @unchecked Sendable {
    /// The length in bytes.
    public var count: Int { storage.count }

    private let storage: UnsafeMutableRawBufferPointer

    /// A copy; the caller's own bytes stay the caller's to overwrite.
    public convenience init(copying bytes: some ContiguousBytes) {
        self.init(count: bytes.withUnsafeBytes(\.count)) { storage in
            bytes.withUnsafeBytes { storage.copyMemory(from: $0) }
        }
    }

    /// Fresh random bytes.
    ///
    /// - Throws: `SealError.randomUnavailable`.
    public convenience init(
        randomByteCount count: Int = 32,
        from random: SecureRandom = .system
    ) throws(SealError) {
        try self.init(count: count) { (storage) throws(SealError) in try random.fill(storage) }
    }

    /// Bytes that a closure writes in place, so that no other copy exists.
    ///
    /// - Parameter count: 1 or more; an empty secret is made by copying nothing.
    init<Failure: Error>(
        count: Int,
        filling fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        storage = .allocate(byteCount: count, alignment: 16)
        storage.initializeMemory(as: UInt8.self, repeating: 0)
        try fill(storage)
    }

    deinit {
        OPENSSL_cleanse(storage.baseAddress, storage.count)
        storage.deallocate()
    }

    /// Lends the bytes for the length of a call; they must not be copied out of it without cause.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(storage))
    }
}

extension Secret: Equatable {
    /// Whether the bytes are equal, in a time that depends on their count only.
    public static func == (lhs: Secret, rhs: Secret) -> Bool {
        lhs.withBytes { left in rhs.withBytes { right in ConstantTime.equal(left, right) } }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length, never the bytes.
    public var description: String { "Secret of \(count) bytes" }

    /// The length, never the bytes.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension [UInt8] {
    /// Overwrites bytes that were secret for a moment, in place if nobody else holds them.
    public mutating func overwrite() {
        withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}
