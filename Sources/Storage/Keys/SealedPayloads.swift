import Attendance
import Sealing
import Timekeeping

/// Seals every payload under its member's own key, by the cipher of the server's key.
///
/// Lives as long as one use of a connection, from which it reads the keys that are not in memory.
struct SealedPayloads: PayloadSeal {
    private let keys: KeyStore
    private let session: KeyStore.Session
    private let connection: any SQLConnection
    /// Whether all that is read shows one state, so that a key that is gone tells of an altered cell.
    private let isSnapshot: Bool
    private let making: Making?
    private let altered: @Sendable (OrganizationID, String) -> Void

    /// A seal that reads: it opens everything and seals for members who have a key.
    ///
    /// - Parameters:
    ///   - session: Begun before anything was read.
    ///   - altered: Told of every cell that does not open.
    init(
        _ keys: KeyStore, _ session: KeyStore.Session, on connection: any SQLConnection,
        isSnapshot: Bool = true, altered: @escaping @Sendable (OrganizationID, String) -> Void
    ) {
        self.keys = keys
        self.session = session
        self.connection = connection
        self.isSnapshot = isSnapshot
        self.altered = altered
        making = nil
    }

    /// A seal inside a transaction, which makes the key of a member that has none.
    init(_ seal: SealedPayloads, makingAt now: Instant) {
        keys = seal.keys
        session = seal.session
        connection = seal.connection
        altered = seal.altered
        isSnapshot = seal.isSnapshot
        making = Making(at: now)
    }

    /// - Throws: `StoreError.unknownMember` when the member's key is destroyed; `SealError`.
    func seal(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8] {
        let key: OwnerKey?
        if let making {
            key = try making.key(of: cell.holder) { holder in
                try keys.newestOrNew(of: holder, session, at: making.time, on: connection)
            }
        } else {
            key = try keys.newest(of: cell.holder, session, on: connection)
        }
        guard let key else { throw StoreError.unknownMember(cell.member) }
        return try key.seal(bytes, in: cell.sealed)
    }

    /// - Throws: `SealError.forged` for bytes of another cell, or altered ones; `RetiredKey` outside of a snapshot.
    func open(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8]? {
        do {
            let version = try BoxHeader(reading: bytes).keyVersion
            return try keys.key(of: cell.holder, version: version, session, on: connection)?
                .open(bytes, in: cell.sealed)
        } catch let error as SealError {
            altered(cell.organization, cell.table)
            throw error
        } catch let error as RetiredKey {
            guard isSnapshot else { throw error }
            altered(cell.organization, cell.table)
            throw SealError.forged
        }
    }

    /// The keys of one transaction, each read or made once.
    private final class Making {
        let time: Instant
        private var made: [KeyHolder: OwnerKey] = [:]

        init(at time: Instant) { self.time = time }

        func key(
            of holder: KeyHolder, _ find: (KeyHolder) throws -> OwnerKey
        ) rethrows -> OwnerKey {
            if let key = made[holder] { return key }
            let key = try find(holder)
            made[holder] = key
            return key
        }
    }
}

/// Seals under one key that is at hand; for what is sealed before the writer's turn.
struct KeySeal: PayloadSeal, Sendable {
    let key: OwnerKey

    func seal(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8] {
        try key.seal(bytes, in: cell.sealed)
    }

    func open(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8]? {
        try key.open(bytes, in: cell.sealed)
    }
}

extension PayloadCell {
    /// Whose key seals it.
    var holder: KeyHolder { .member(member, purpose, organization) }

    /// The cell as seals know it.
    var sealed: SealedCell {
        SealedCell(of: holder.owner, table: table, column: column, row: row)
    }
}
