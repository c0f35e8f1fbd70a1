import Synchronization

/// The key of the server, of an organization or of a member.
///
/// The server's key wraps the organizations', an organization's key wraps its members'. What an
/// owner's key does itself it does with keys derived from it, one for each purpose.
public final class OwnerKey: Sendable {
    /// Whose key it is.
    public let owner: KeyOwner
    /// Which of the owner's keys it is; the server's is named after the key itself.
    public let version: UInt32
    /// How it seals and wraps from now on: the server's setting. Boxes of the other cipher open too.
    public let cipher: Cipher

    /// The cipher of the time when the key was made; its digest makes the codes, which must stay.
    private let born: Cipher
    private let secret: Secret
    private let random: SecureRandom
    private let derived = Mutex(Derived())

    /// The server's key.
    ///
    /// Its version is derived from the secret, so that what another root key wrapped is recognised.
    ///
    /// - Parameters:
    ///   - secret: 32 bytes, from `RootKeyFile`.
    ///   - cipher: How it and all keys that it unwraps seal from now on.
    /// - Throws: `SealError.invalidKey`.
    public convenience init(
        root secret: Secret, cipher: Cipher = .aes, random: SecureRandom = .system
    ) throws(SealError) {
        // By one digest for either cipher, so that the setting may change.
        let name = try KeyDerivation(from: secret)
            .secret(labelled: "rollcall/root-name/1", count: 4)
        let version = name.withBytes { $0.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
        try self.init(
            secret, as: Slot(owner: .server, version: version), sealing: cipher, born: cipher,
            random)
    }

    private init(
        _ secret: Secret, as slot: Slot, sealing cipher: Cipher, born: Cipher,
        _ random: SecureRandom
    ) throws(SealError) {
        guard secret.count == 32 else { throw .invalidKey }
        owner = slot.owner
        version = slot.version
        self.cipher = cipher
        self.born = born
        self.secret = secret
        self.random = random
    }

    /// Seals a value of this owner.
    ///
    /// - Throws: `SealError.foreignOwner` for a cell of someone else; as `SealingKey.seal`.
    public func seal(_ plaintext: [UInt8], in cell: SealedCell) throws(SealError) -> [UInt8] {
        guard cell.owner == owner else { throw .foreignOwner }
        return try sealingKey(Use(.seal, cipher)).seal(plaintext, in: cell)
    }

    /// Opens a value of this owner, of either cipher.
    ///
    /// - Throws: `SealError.foreignOwner` for a cell of someone else; as `SealingKey.open`.
    public func open(_ box: [UInt8], in cell: SealedCell) throws(SealError) -> [UInt8] {
        guard cell.owner == owner else { throw .foreignOwner }
        let cipher = try BoxHeader(reading: box).cipher
        return try sealingKey(Use(.seal, cipher)).open(box, in: cell)
    }

    /// A fresh key for an owner one step below, and its stored form.
    ///
    /// - Throws: `SealError.foreignOwner` for any other owner, `.randomUnavailable`, `.library`.
    public func makeKey(
        for owner: KeyOwner, version: UInt32 = 1, cipher: Cipher? = nil
    ) throws(SealError) -> (key: OwnerKey, wrapped: WrappedKey) {
        let cipher = cipher ?? self.cipher
        let key = try OwnerKey(
            Secret(from: random), as: Slot(owner: owner, version: version), sealing: cipher,
            born: cipher, random)
        return (key, try wrap(key))
    }

    /// The stored form of a key one step below; rotation wraps the same key anew.
    ///
    /// - Throws: `SealError.foreignOwner`, `.randomUnavailable`, `.library`.
    public func wrap(_ key: OwnerKey) throws(SealError) -> WrappedKey {
        guard key.owner.wrapper == owner else { throw .foreignOwner }
        let slot = Slot(owner: key.owner, version: key.version)
        var plaintext = key.secret.withBytes { [key.born.rawValue] + $0 }
        defer { plaintext.overwrite() }
        let box = try sealingKey(Use(.wrap, cipher)).seal(
            plaintext, associated: associated(with: slot))
        return try WrappedKey(bytes: box)
    }

    /// The key one step below that was wrapped for this owner and version.
    ///
    /// - Throws: `SealError.forged` when it was wrapped for another; `.unknownVersion` when another
    ///   version of this key wrapped it; `.foreignOwner`, `.invalidKey`, `.library`.
    public func unwrap(
        _ wrapped: WrappedKey, for owner: KeyOwner, version: UInt32
    ) throws(SealError) -> OwnerKey {
        guard owner.wrapper == self.owner else { throw .foreignOwner }
        let slot = Slot(owner: owner, version: version)
        let use = Use(.wrap, try BoxHeader(reading: wrapped.bytes).cipher)
        var plaintext = try sealingKey(use).open(
            wrapped.bytes, associated: associated(with: slot))
        defer { plaintext.overwrite() }
        guard let first = plaintext.first, let born = Cipher(rawValue: first) else {
            throw .invalidKey
        }
        return try OwnerKey(
            Secret(copying: plaintext.dropFirst()), as: slot, sealing: cipher, born: born, random)
    }

    /// The same key under another owner's name; for moving keys, never for sharing them.
    ///
    /// - Throws: `SealError.foreignOwner` unless both stand on the same step.
    public func renamed(_ owner: KeyOwner, version: UInt32) throws(SealError) -> OwnerKey {
        guard owner.wrapper == self.owner.wrapper else { throw .foreignOwner }
        return try OwnerKey(
            secret, as: Slot(owner: owner, version: version), sealing: cipher, born: born, random)
    }

    /// The secret derived for one purpose: 32 bytes, always the same.
    public func secret(for purpose: KeyPurpose) throws(SealError) -> Secret {
        try derivation(by: born.digest).secret(labelled: "rollcall/\(purpose.rawValue)/1")
    }

    /// The key that makes codes for one purpose, over the digest of the cipher it was made under.
    ///
    /// Keep it where it is used often; deriving it costs several digests.
    public func authenticationKey(
        for purpose: KeyPurpose
    ) throws(SealError) -> AuthenticationKey {
        AuthenticationKey(try secret(for: purpose), by: born.digest)
    }

    /// What servers drew straight from their root key before they kept keys of their own.
    ///
    /// For moving such keys only: what is drawn from a key goes when the key is replaced.
    public func drawn(_ label: String) throws(SealError) -> Secret {
        try KeyDerivation(from: secret).secret(labelled: "rollcall/\(label)/1")
    }

    private func associated(with slot: Slot) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "rollcall/wrapped-key/1")
        bytes.append(slot.owner)
        bytes.append(UInt64(slot.version))
        bytes.append(UInt64(version))
        return bytes.bytes
    }

    private func derivation(by digest: Digest.Algorithm) -> KeyDerivation {
        derived.withLock { $0.derivation(of: secret, by: digest) }
    }

    private func sealingKey(_ use: Use) throws(SealError) -> SealingKey {
        try derived.withLock { (derived) throws(SealError) in
            if let key = derived.sealingKey(for: use) { return key }
            let label = "rollcall/\(use.purpose.rawValue)/\(use.cipher.rawValue)/1"
            let key = try SealingKey(
                derived.derivation(of: secret, by: use.cipher.digest).secret(labelled: label),
                cipher: use.cipher, version: version, random: random)
            derived.sealingKeys.append((use, key))
            return key
        }
    }

    /// What was derived so far, each on first use.
    private struct Derived {
        /// Four at most: sought through sooner than a use is hashed.
        var sealingKeys: [(use: Use, key: SealingKey)] = []
        private var derivations: [Digest.Algorithm: KeyDerivation] = [:]

        func sealingKey(for use: Use) -> SealingKey? {
            sealingKeys.first { $0.use == use }?.key
        }

        mutating func derivation(
            of secret: Secret, by digest: Digest.Algorithm
        ) -> KeyDerivation {
            if let derivation = derivations[digest] { return derivation }
            let derivation = KeyDerivation(from: secret, by: digest)
            derivations[digest] = derivation
            return derivation
        }
    }

    private struct Slot {
        let owner: KeyOwner
        let version: UInt32
    }

    private struct Use: Equatable {
        let purpose: KeyPurpose
        let cipher: Cipher

        init(_ purpose: KeyPurpose, _ cipher: Cipher) {
            self.purpose = purpose
            self.cipher = cipher
        }
    }
}
