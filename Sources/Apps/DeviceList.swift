/// The list as phones get it: digests instead of names, of one revision, until it expires.
///
/// A phone finds out by itself which rules hit: for `package` it digests the whole id, for
/// `prefix` the first `length` bytes of the id, for `signer` the certificate's SHA-256 in
/// lower-case hexadecimal, for `label` the display name without spaces at its ends.
public struct DeviceList: Hashable, Sendable {
    /// The revision that the phone names in its verdict.
    public let revision: Int64
    /// When the list must be fetched again, in milliseconds since 1970 UTC.
    public let expiresAt: Int64
    /// Goes before every value that is digested; at least 16 bytes.
    public let salt: [UInt8]
    /// Ordered by id: the same rules always give the same bytes.
    public let entries: [Entry]

    /// Computes a digest: SHA-256 in production.
    public typealias Digest = ([UInt8]) -> [UInt8]

    /// One rule without its value.
    public struct Entry: Hashable, Sendable {
        /// The rule's id.
        public let id: String
        /// What of an app is digested.
        public let match: BlocklistRule.Match
        /// How many UTF-8 bytes the value has; phones need it for prefixes.
        public let length: Int
        /// Lower-case hexadecimal of the digest of salt and value.
        public let sha256: String
    }

    /// The rules of a blocklist that are about phones of this platform.
    public init(
        _ blocklist: Blocklist, platform: AppPlatform = .any, salt: [UInt8], expiresAt: Int64,
        digest: Digest
    ) {
        revision = blocklist.revision
        self.expiresAt = expiresAt
        self.salt = salt
        entries = blocklist.rules.filter { $0.platform.concerns(platform) }.map { rule in
            Entry(
                id: rule.id, match: rule.match, length: rule.value.utf8.count,
                sha256: Self.hexadecimal(digest(salt + Array(rule.value.utf8))))
        }
    }

    /// What a phone that holds the older list has to change.
    ///
    /// Nil when only the whole list helps: another salt, or a revision that is not older.
    public func delta(since older: DeviceList) -> Delta? {
        guard older.salt == salt, older.revision <= revision else { return nil }
        let had = Dictionary(older.entries.map { ($0.id, $0) }) { $1 }
        let now = Set(entries.map(\.id))
        return Delta(
            from: older.revision, to: revision, added: entries.filter { had[$0.id] != $0 },
            removed: older.entries.map(\.id).filter { !now.contains($0) })
    }

    /// The step from one revision to another: first remove, then add; an added entry replaces
    /// one of the same id.
    public struct Delta: Hashable, Sendable {
        /// The revision that the phone holds.
        public let from: Int64
        /// The revision that it will hold.
        public let to: Int64
        /// New and changed entries, ordered by id.
        public let added: [Entry]
        /// Ids of rules that are gone or switched off, ordered.
        public let removed: [String]
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
