import Attendance
import Sealing
import Storage

/// Replaces the keys of an open store, and the file of its root key.
///
/// It may end anywhere. The new root key waits beside the old one, in a file with `.next` after its
/// name, until nothing is wrapped by the old one; then it takes the old one's place in one step.
struct KeyReplacement: Sendable {
    let store: AttendanceStore
    /// The file of the root key.
    let path: String
    /// How values are sealed from now on.
    let cipher: Cipher

    /// Ends a rotation that did not end, then does what is asked if that one did not do it.
    ///
    /// - Throws: `RootKeyError`, `StoreError`, `SealError`; `CancellationError` between two steps.
    func run(
        _ scope: KeyRotation.Scope, _ tell: @escaping @Sendable (KeyRotation.Count) -> Void
    ) async throws {
        if let earlier = try await store.unfinishedRotation() {
            try await end(earlier, tell)
            if earlier.scope == .all || earlier.scope == scope { return }
        }
        try await end(store.beginRotation(scope), tell)
    }

    private func end(
        _ rotation: UnfinishedRotation,
        _ tell: @escaping @Sendable (KeyRotation.Count) -> Void
    ) async throws {
        if rotation.scope != .members, !rotation.isRootReplaced {
            try await replaceRoot(tell)
            try await store.noteRoot(of: rotation)
        }
        if rotation.scope != .root { try await store.rotateKeys(of: rotation, tell) }
        try await store.finish(rotation)
    }

    private func replaceRoot(
        _ tell: @escaping @Sendable (KeyRotation.Count) -> Void
    ) async throws {
        let secret = try RootKeyFile.loadOrCreate(path: RootKeyFile.successor(of: path))
        let root = try OwnerKey(root: secret, cipher: cipher)
        try await store.rotateRoot(to: root, tell)
        try RootKeyFile.succeed(path: path)
        store.retireRoots()
    }
}
