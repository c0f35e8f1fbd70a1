import Sealing
import Synchronization

/// The key above all others, and while it is being replaced the other one of the two.
///
/// Every row that a root wraps says which one: by a name of 32 bits that is derived from the key.
final class RootKeys: Sendable {
    private let state: Mutex<State>

    /// - Parameters:
    ///   - current: Wraps what is new.
    ///   - others: Open what they wrapped.
    init(_ current: OwnerKey, others: [OwnerKey] = []) {
        state = Mutex(State(current: current, others: others))
    }

    /// The key that wraps what is new.
    var current: OwnerKey { state.withLock { $0.current } }

    /// The names of all keys at hand, the current one's first.
    var names: [UInt32] { state.withLock { [$0.current.version] + $0.others.map(\.version) } }

    /// The key of a name.
    ///
    /// - Throws: `SealError.unknownVersion` when it is not at hand.
    func key(named name: UInt32) throws(SealError) -> OwnerKey {
        let (current, found) = state.withLock { state in
            (state.current, ([state.current] + state.others).first { $0.version == name })
        }
        guard let found else { throw .unknownVersion(box: name, key: current.version) }
        return found
    }

    /// Has a key wrap from now on; the one before it still opens.
    func adopt(_ key: OwnerKey) {
        state.withLock { state in
            guard state.current.version != key.version else { return }
            let before = state.current
            state.others = state.others.filter { $0.version != key.version } + [before]
            state.current = key
        }
    }

    /// Lets go of every key but the current one.
    func retireOthers() { state.withLock { $0.others = [] } }

    private struct State {
        var current: OwnerKey
        var others: [OwnerKey]
    }
}

extension RootKeys {
    /// - Throws: `OpeningError.foreignRootKey` when a root that is not at hand wrapped a key of an
    ///   organization's.
    func requireKnown(on connection: any SQLConnection) throws {
        let places = names.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        var last = ""
        while true {
            let rows = try connection.rows(
                """
                SELECT o.id, (
                  SELECT k.wrapper_version
                  FROM sealing_key k
                  WHERE k.organization_id = o.id
                    AND k.member_id = $1
                    AND k.wrapped IS NOT NULL
                    AND k.wrapper_version NOT IN (\(places))
                  LIMIT 1
                )
                FROM organization o
                WHERE o.id > $\(names.count + 2)
                ORDER BY o.id
                LIMIT $\(names.count + 3)
                """,
                [.text("")] + names.map { .integer(Int64($0)) } + [
                    .text(last), .integer(1_000),
                ])
            guard let end = rows.last else { return }
            guard rows.allSatisfy({ $0.isNull(1) }) else { throw OpeningError.foreignRootKey }
            last = try end.text(0)
        }
    }
}
