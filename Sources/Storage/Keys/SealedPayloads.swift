import Attendance
import Sealing

/// Seals every payload under its member's own key, AES-256-GCM unless the server's key says else.
///
/// Lives as long as one use of a connection, from which it reads the keys that are not in memory.
struct SealedPayloads: PayloadSeal {
    let vault: KeyVault
    let session: KeyVault.Session
    let connection: any SQLConnection
    /// Whether a member without a key is given one; only inside a transaction.
    let makesKeys: Bool

    /// - Throws: `StoreError.unknownMember` when the member's key is destroyed; `SealError`.
    func seal(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8] {
        let key =
            makesKeys
            ? try vault.keyOrNew(of: cell.owner, session, on: connection)
            : try vault.key(of: cell.owner, session, on: connection)
        guard let key else { throw StoreError.unknownMember(cell.member) }
        return try key.seal(bytes, in: cell.sealed)
    }

    /// - Throws: `SealError.forged` for bytes of another cell, or altered ones.
    func open(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8]? {
        try vault.key(of: cell.owner, session, on: connection)?.open(bytes, in: cell.sealed)
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
    var owner: KeyOwner { .member(member.text, organization: organization.text) }

    /// The cell as seals know it.
    var sealed: SealedCell { SealedCell(of: owner, table: table, column: column, row: row) }
}
