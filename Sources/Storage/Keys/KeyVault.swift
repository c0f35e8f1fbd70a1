import Attendance
import Sealing

/// Finds, makes and destroys the keys of organizations and members.
///
/// Stored is a key only as its owner one step above wrapped it; the topmost key, the server's, lies
/// outside the database. Whoever deletes a member's row here makes all that the member's key
/// sealed unreadable, in every backup that does not hold the row.
///
/// A new kind of personal value needs nothing of its own: make a ``PayloadCell`` that names its
/// table, column and row, and use the seal that `AttendanceStore.unsealing` (reads) and
/// `AttendanceStore.sealing` (writes) hand over with the connection.
struct KeyVault: Sendable {
    /// The server's key.
    let root: OwnerKey
    /// The keys used lately, unwrapped.
    let ring: KeyRing

    /// How many unwrapped keys are kept; one is about two kilobytes with its cipher contexts.
    static let capacity = 32_768

    init(root: OwnerKey) {
        self.root = root
        ring = KeyRing(capacity: Self.capacity)
    }

    /// The seal of one use of a connection.
    ///
    /// - Parameter session: Begun before anything was read.
    func seal(
        _ session: Session, on connection: any SQLConnection, making: Bool = false
    ) -> SealedPayloads {
        SealedPayloads(vault: self, session: session, connection: connection, makesKeys: making)
    }

    /// Begins a use; keys that are read in it are not kept if any is destroyed meanwhile.
    func session() -> Session { Session(epoch: ring.epoch) }

    /// The key of an owner; nil when it was never made, or destroyed.
    func key(
        of owner: KeyOwner, _ session: Session, on connection: any SQLConnection
    ) throws -> OwnerKey? {
        if let key = ring.key(for: owner, version: Self.version) { return key }
        guard let wrapped = try WrappedKeyRows.find(owner, on: connection),
            let wrapper = try wrapper(of: owner, session, on: connection)
        else { return nil }
        let key = try wrapper.unwrap(wrapped, for: owner, version: Self.version)
        ring.keep(key, readIn: session.epoch)
        return key
    }

    /// The key of an owner, made first where there is none; only inside a transaction.
    ///
    /// A key that was just made is not kept in memory: its transaction may come to nothing.
    func keyOrNew(
        of owner: KeyOwner, _ session: Session, on connection: any SQLConnection
    ) throws -> OwnerKey {
        if let key = try key(of: owner, session, on: connection) { return key }
        let wrapper =
            switch owner {
            case .server: root
            case .organization: root
            case .member(_, let organization):
                try keyOrNew(of: .organization(organization), session, on: connection)
            }
        let made = try wrapper.makeKey(for: owner, version: Self.version)
        try WrappedKeyRows.insert(made.wrapped, of: owner, on: connection)
        return made.key
    }

    /// Lets go of an owner's key in memory, once the transaction that deleted its row is durable.
    func forget(_ owner: KeyOwner) { ring.forget(owner) }

    private func wrapper(
        of owner: KeyOwner, _ session: Session, on connection: any SQLConnection
    ) throws -> OwnerKey? {
        switch owner {
        case .server, .organization: root
        case .member(_, let organization):
            try key(of: .organization(organization), session, on: connection)
        }
    }

    /// Owners have one key each; rotation wraps it anew.
    static let version: UInt32 = 1

    /// A use of the vault, from before its first read on.
    struct Session: Sendable {
        let epoch: UInt64
    }
}
