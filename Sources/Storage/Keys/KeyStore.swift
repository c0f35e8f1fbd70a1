import Attendance
import Sealing
import Synchronization
import Timekeeping

/// Finds, makes and destroys the keys that personal values are sealed by (TRUST.md S4).
///
/// The root lies outside of the database. It wraps two keys an organization: one wraps the keys of
/// members, the other makes pseudonyms and fingerprints. A member has a general key and one for
/// each purpose that is forgotten apart. Whoever deletes a member's rows in `sealing_key` makes
/// all that they sealed unreadable, in every copy that lacks the rows.
///
/// A new kind of personal value needs nothing of its own: make a ``PayloadCell`` that names its
/// table, column and row, and use the seal that `AttendanceStore.unsealing` (reads) and
/// `AttendanceStore.sealing` (writes) hand over with the connection.
final class KeyStore: Sendable {
    /// The keys used lately, unwrapped.
    let ring: KeyRing
    /// The server's key, or both while it is being replaced.
    let roots: RootKeys
    private let lookups = Mutex<[OrganizationID: LookupKeys]>([:])

    /// How many unwrapped keys are kept; one is about two kilobytes with its cipher contexts.
    static let capacity = 65_536

    /// How many organizations' keys of pseudonyms are kept.
    static let lookupCapacity = 4_096

    init(roots: RootKeys) {
        self.roots = roots
        ring = KeyRing(capacity: Self.capacity)
    }

    /// Begins a use, before anything is read; keys that are read in it are not kept if any is
    /// destroyed meanwhile.
    func session() -> Session { Session(epoch: ring.epoch) }

    /// The newest key of a holder if it is in memory; it may have been rotated since.
    func remembered(_ holder: KeyHolder) -> OwnerKey? {
        ring.key(for: holder.owner, version: KeyRing.newest)
    }

    /// The key of a holder that sealed boxes of a version; nil when all were destroyed.
    ///
    /// - Throws: `RetiredKey` when there are other versions.
    func key(
        of holder: KeyHolder, version: UInt32, _ session: Session,
        on connection: any SQLConnection
    ) throws -> OwnerKey? {
        if let key = ring.key(for: holder.owner, version: version) { return key }
        let stored = try SealingKeyRows.live(of: holder, on: connection)
        guard let newest = stored.first else { return nil }
        guard let wanted = stored.first(where: { $0.version == version }) else {
            throw RetiredKey(holder: holder, version: version)
        }
        let key = try unwrap(wanted, of: holder, session, on: connection)
        ring.keep(key, readIn: session.epoch, asNewest: wanted.version == newest.version)
        return key
    }

    /// The newest key of a holder, straight from its row; nil when there is none.
    func newest(
        of holder: KeyHolder, _ session: Session, on connection: any SQLConnection
    ) throws -> OwnerKey? {
        guard let stored = try SealingKeyRows.live(of: holder, on: connection).first else {
            return nil
        }
        let key = try unwrap(stored, of: holder, session, on: connection)
        ring.keep(key, readIn: session.epoch, asNewest: true)
        return key
    }

    /// The newest key of a holder, made first where there is none; only inside a transaction.
    func newestOrNew(
        of holder: KeyHolder, _ session: Session, at now: Instant,
        on connection: any SQLConnection
    ) throws -> OwnerKey {
        if let stored = try SealingKeyRows.live(of: holder, on: connection).first {
            return try unwrap(stored, of: holder, session, on: connection)
        }
        return try make(holder, session, at: now, on: connection)
    }

    /// A new version of a holder's key; only inside a transaction.
    ///
    /// It is not kept in memory: its transaction may come to nothing.
    func make(
        _ holder: KeyHolder, _ session: Session, at now: Instant, by rotation: Int64 = 0,
        on connection: any SQLConnection
    ) throws -> OwnerKey {
        let wrapper =
            try holder.wrapper.map {
                try newestOrNew(of: $0, session, at: now, on: connection)
            } ?? roots.current
        var last = try SealingKeyRows.newestVersion(of: holder, on: connection)
        if last == 0, case .member(_, _, let organization) = holder {
            // Whoever had the id before was erased, and its versions must not come again.
            last = try SealingKeyRows.floor(of: organization, on: connection)
        }
        guard last < .max else { throw SealError.invalidKey }
        let made = try wrapper.makeKey(for: holder.owner, version: last + 1)
        let stored = StoredKey(version: made.key.version, wrapped: made.wrapped)
        try SealingKeyRows.insert(
            stored, of: holder, at: now, by: rotation, on: connection)
        return made.key
    }

    /// Wraps every version of a member's key by its organization's newest one; only inside a
    /// transaction.
    func rewrapAll(
        of holder: KeyHolder, at now: Instant, on connection: any SQLConnection
    ) throws {
        guard let above = holder.wrapper else { return }
        let session = session()
        let wrapper = try newestOrNew(of: above, session, at: now, on: connection)
        for stored in try SealingKeyRows.live(of: holder, on: connection) {
            let key = try unwrap(stored, of: holder, session, on: connection)
            let anew = StoredKey(version: stored.version, wrapped: try wrapper.wrap(key))
            try RotationRows.rewrap(holder, anew, on: connection)
        }
    }

    /// An organization's keys of pseudonyms and fingerprints; nil when it has none.
    func lookupKeys(
        of organization: OrganizationID, _ session: Session, on connection: any SQLConnection
    ) throws -> LookupKeys? {
        if let keys = rememberedLookupKeys(of: organization) { return keys }
        guard let key = try newest(of: .lookup(organization), session, on: connection) else {
            return nil
        }
        let keys = try LookupKeys(key)
        lookups.withLock { kept in
            if kept.count >= Self.lookupCapacity { kept = [:] }
            kept[organization] = keys
        }
        return keys
    }

    /// The same if they are in memory.
    func rememberedLookupKeys(of organization: OrganizationID) -> LookupKeys? {
        lookups.withLock { $0[organization] }
    }

    /// Lets go of a holder's keys in memory, once the transaction that ended them is durable.
    func forget(_ holder: KeyHolder) { ring.forget(holder.owner) }

    private func unwrap(
        _ stored: StoredKey, of holder: KeyHolder, _ session: Session,
        on connection: any SQLConnection
    ) throws -> OwnerKey {
        guard let wrapper = holder.wrapper else {
            return try roots.key(named: stored.wrapped.wrapperVersion)
                .unwrap(stored.wrapped, for: holder.owner, version: stored.version)
        }
        let version = stored.wrapped.wrapperVersion
        let key = try key(of: wrapper, version: version, session, on: connection)
        // An organization's key is never destroyed before its members' are.
        guard let key else { throw SealError.forged }
        return try key.unwrap(stored.wrapped, for: holder.owner, version: stored.version)
    }

    /// A use of the keys, from before its first read on.
    struct Session: Sendable {
        let epoch: UInt64
    }
}

/// What is derived from an organization's lasting key.
struct LookupKeys: Sendable {
    /// Names devices and erased members without telling them.
    let pseudonyms: AuthenticationKey
    /// Tells that evidence came before without keeping it.
    let fingerprints: AuthenticationKey

    init(_ key: OwnerKey) throws {
        pseudonyms = try key.authenticationKey(for: .pseudonym)
        fingerprints = try key.authenticationKey(for: .fingerprint)
    }
}

/// A member of an organization.
struct MemberPlace: Hashable, Sendable {
    let organization: OrganizationID
    let member: MemberID

    /// What names the member in statements.
    var values: [SQLValue] { [.text(organization.text), .text(member.text)] }

    /// The holder of one of the member's keys.
    func holder(_ purpose: SealPurpose) -> KeyHolder { .member(member, purpose, organization) }
}
