import Attendance
import Sealing
import Timekeeping

/// Wraps by a new root key what another one wraps, in small transactions.
///
/// It may end anywhere: every row says which root wraps it, and both are loaded until none is left.
struct RootRotation: Sendable {
    let store: AttendanceStore
    let root: OwnerKey
    let tell: @Sendable (KeyRotation.Count) -> Void

    private var roots: RootKeys { store.keys.roots }

    /// - Throws: `StoreError`; `CancellationError` between two transactions.
    func run() async throws {
        do { try await walk() } catch {
            // A read that was cancelled says that the store was unavailable.
            try Task.checkCancellation()
            throw error
        }
    }

    private func walk() async throws {
        // Whatever is made from here on is wrapped by the new key.
        roots.adopt(root)
        try await rewrapServerKeys()
        var last: OrganizationID?
        repeat {
            let page = try await store.organizations(after: last, limit: 100)
            for organization in page {
                try Task.checkCancellation()
                try await rewrapKeys(of: organization.id)
            }
            last = page.last?.id
        } while last != nil
        try await requireNothingLeft()
    }

    private func rewrapServerKeys() async throws {
        let (roots, root) = (roots, root)
        let count = try await store.writePatiently { connection in
            try ServerKeyRows.rewrap(from: roots, under: root, on: connection)
                + BackupRows.rewrap(from: roots, under: root, on: connection)
        }
        tell(.init(wrapped: count))
    }

    private func rewrapKeys(of organization: OrganizationID) async throws {
        let (roots, root) = (roots, root)
        let count = try await store.writePatiently(in: organization) { connection in
            let rows = try RotationRows.wrappedByRoot(of: organization, on: connection)
            let old = try rows.filter { try !root.wrapsAlready($0.key.wrapped) }
            for (holder, stored) in old {
                let key = try roots.key(named: stored.wrapped.wrapperVersion)
                    .unwrap(stored.wrapped, for: holder.owner, version: stored.version)
                let anew = StoredKey(version: stored.version, wrapped: try root.wrap(key))
                try RotationRows.rewrap(holder, anew, on: connection)
            }
            return old.count
        }
        tell(.init(wrapped: count))
    }

    /// - Throws: `StoreError.unavailable` when a row names another root.
    private func requireNothingLeft() async throws {
        let root = root
        try await store.writePatiently { connection in
            let alone = RootKeys(root)
            try alone.requireKnown(on: connection)
            _ = try ServerKeyRows.open(under: alone, on: connection)
        }
    }
}

extension OwnerKey {
    /// Whether a key is wrapped by this one, in the way that it wraps now.
    func wrapsAlready(_ wrapped: WrappedKey) throws(SealError) -> Bool {
        let header = try BoxHeader(reading: wrapped.bytes)
        return header.keyVersion == version && header.cipher == cipher
    }
}
