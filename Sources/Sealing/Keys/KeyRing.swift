import Synchronization

/// A bounded number of unwrapped keys, kept because unwrapping costs tens of microseconds.
///
/// Any thread may use it. Keys that were not used lately go first; a key that goes is overwritten
/// as soon as nobody uses it.
public final class KeyRing: Sendable {
    /// The most keys kept at once.
    public let capacity: Int

    private let state = Mutex(State())

    /// Stands for whichever version of an owner's key was the newest when it was kept.
    public static let newest: UInt32 = 0

    /// - Parameter capacity: 2 or more.
    public init(capacity: Int) {
        precondition(capacity >= 2, "A key ring keeps two keys at least.")
        self.capacity = capacity
    }

    /// How many keys are kept now.
    public var count: Int { state.withLock { $0.young.count + $0.old.count } }

    /// The key of an owner and version, if it is kept.
    public func key(for owner: KeyOwner, version: UInt32) -> OwnerKey? {
        state.withLock { $0.find(Name(owner: owner, version: version), capacity: capacity) }
    }

    /// The key of an owner and version, unwrapped from what a closure reads when it is not kept.
    ///
    /// A key is not kept if any was forgotten while it was read, so that an erased member's key
    /// never comes back.
    ///
    /// - Parameters:
    ///   - wrapper: The key one step above.
    ///   - read: Gives the stored form; nil when it is gone.
    /// - Returns: Nil when there is no stored form.
    /// - Throws: What reading throws, and `SealError` from `OwnerKey.unwrap`.
    public func key(
        for owner: KeyOwner, version: UInt32, under wrapper: OwnerKey,
        reading read: () async throws -> WrappedKey?
    ) async throws -> OwnerKey? {
        if let key = key(for: owner, version: version) { return key }
        let epoch = epoch
        guard let wrapped = try await read() else { return nil }
        let key = try wrapper.unwrap(wrapped, for: owner, version: version)
        keep(key, readIn: epoch)
        return key
    }

    /// Changes whenever something is forgotten; note it before reading a stored key.
    public var epoch: UInt64 { state.withLock { $0.epoch } }

    /// Keeps a key whose stored form was read in an epoch; does nothing if that epoch is over.
    ///
    /// - Parameter isNewest: Whether it is also to be found under the version `newest`.
    public func keep(_ key: OwnerKey, readIn epoch: UInt64, asNewest isNewest: Bool = false) {
        state.withLock { state in
            guard state.epoch == epoch else { return }
            let name = Name(owner: key.owner, version: key.version)
            state.insert(key, as: name, capacity: capacity)
            guard isNewest else { return }
            let newest = Name(owner: key.owner, version: Self.newest)
            state.insert(key, as: newest, capacity: capacity)
        }
    }

    /// Lets go of every version of an owner's key, and of its members' if it is an organization.
    public func forget(_ owner: KeyOwner) {
        state.withLock { $0.forget { $0 == owner || owner == .server || $0.wrapper == owner } }
    }

    /// Lets go of everything.
    public func forgetAll() {
        state.withLock { $0.forget { _ in true } }
    }

    private struct Name: Hashable {
        let owner: KeyOwner
        let version: UInt32
    }

    /// Two generations: a key that is used moves to the young one; when that is half the capacity,
    /// the old one goes and the young one becomes old. Every step is O(1) on average.
    private struct State {
        var young: [Name: OwnerKey] = [:]
        var old: [Name: OwnerKey] = [:]
        var epoch: UInt64 = 0

        mutating func find(_ name: Name, capacity: Int) -> OwnerKey? {
            if let key = young[name] { return key }
            guard let key = old.removeValue(forKey: name) else { return nil }
            insert(key, as: name, capacity: capacity)
            return key
        }

        mutating func insert(_ key: OwnerKey, as name: Name, capacity: Int) {
            old[name] = nil
            young[name] = key
            if young.count >= max(1, capacity / 2) {
                old = young
                young = [:]
            }
        }

        mutating func forget(where isForgotten: (KeyOwner) -> Bool) {
            epoch &+= 1
            young = young.filter { !isForgotten($0.key.owner) }
            old = old.filter { !isForgotten($0.key.owner) }
        }
    }
}
