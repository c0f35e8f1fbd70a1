import Attendance
import Sealing
import Synchronization
import Timekeeping

/// Replaces the keys of members and of the organizations above them, and seals anew what they sealed.
///
/// For each organization: a new key that wraps; new versions of its members' keys under it, after
/// which nothing is sealed under the old ones any more; every sealed value anew, in the order of its
/// table; then the old versions go. It may end anywhere: both versions of a key open until the end, and
/// what is new already is passed over. The chain commits to what records say, not to how it is sealed.
struct MemberRotation: Sendable {
    let store: AttendanceStore
    /// Keys that another rotation made, or none, are replaced.
    let number: Int64
    let tell: @Sendable (KeyRotation.Count) -> Void

    private var keys: KeyStore { store.keys }

    /// Keys that one transaction makes or drops, and values that one seals anew.
    private static let keysAtOnce = 64
    private static let valuesAtOnce = 128

    /// - Throws: `StoreError`; `CancellationError` between two transactions.
    func run() async throws {
        do {
            var last: OrganizationID?
            repeat {
                let page = try await store.organizations(after: last, limit: 100)
                for organization in page { try await rotate(organization.id) }
                last = page.last?.id
            } while last != nil
        } catch {
            // A read that was cancelled says that the store was unavailable.
            try Task.checkCancellation()
            throw error
        }
    }

    private func rotate(_ organization: OrganizationID) async throws {
        guard try await renewWrap(of: organization) else { return }
        try await renewKeys(of: organization)
        var unreadable: Set<KeyHolder> = []
        for column in SealedColumn.all {
            unreadable.formUnion(try await reseal(column, of: organization))
        }
        try await dropOldKeys(of: organization, but: unreadable)
        tell(.init(organizations: 1))
    }

    /// - Returns: Whether there is something to do.
    private func renewWrap(of organization: OrganizationID) async throws -> Bool {
        let (keys, number, clock) = (keys, number, store.options.clock)
        let holder = KeyHolder.wrap(organization)
        let isDue = try await store.writePatiently(in: organization) { connection in
            guard let state = try RotationRows.state(of: holder, on: connection) else {
                return false
            }
            guard state.rotation != number else { return state.live > 1 }
            let now = clock()
            let made = try keys.make(
                holder, keys.session(), at: now, by: number, on: connection)
            let note = AuditNote(
                "key.rotate", organization.text, detail: "version \(made.version)",
                by: Caller(role: .operator, organization: nil))
            try connection.append(note, in: organization, at: now)
            return true
        }
        keys.forget(holder)
        return isDue
    }

    private func renewKeys(of organization: OrganizationID) async throws {
        let (keys, number, clock) = (keys, number, store.options.clock)
        try await forEachPage(of: organization) { page, connection in
            let old = page.filter { $0.rotation != number }
            guard !old.isEmpty else { return KeyRotation.Count() }
            let now = clock()
            let wrap = try keys.newestOrNew(
                of: .wrap(organization), keys.session(), at: now, on: connection)
            for live in old {
                let made = try wrap.makeKey(for: live.holder.owner, version: live.newest + 1)
                let stored = StoredKey(version: live.newest + 1, wrapped: made.wrapped)
                try SealingKeyRows.insert(
                    stored, of: live.holder, at: now, by: number, on: connection)
            }
            return KeyRotation.Count(keys: old.count)
        }
    }

    private func dropOldKeys(
        of organization: OrganizationID, but kept: Set<KeyHolder>
    ) async throws {
        let (keys, clock) = (keys, store.options.clock)
        try await forEachPage(of: organization) { page, connection in
            for live in page where !live.isAlone {
                guard kept.contains(live.holder) else {
                    try RotationRows.drop(live.holder, before: live.newest, on: connection)
                    continue
                }
                try keys.rewrapAll(of: live.holder, at: clock(), on: connection)
            }
            return KeyRotation.Count()
        }
        let holder = KeyHolder.wrap(organization)
        try await store.writePatiently(in: organization) { connection in
            let newest = try SealingKeyRows.newestVersion(of: holder, on: connection)
            try RotationRows.drop(holder, before: newest, on: connection)
        }
        keys.forget(holder)
    }

    /// Hands over the organization's members' keys a page at a time, each in a transaction, and
    /// lets go of what is in memory of them after each.
    private func forEachPage(
        of organization: OrganizationID,
        _ body:
            @escaping @Sendable ([RotationRows.LiveKey], any SQLConnection) throws ->
            KeyRotation.Count
    ) async throws {
        var last = KeyHolder.wrap(organization)
        while true {
            try Task.checkCancellation()
            let from = last
            let (end, count) = try await store.writePatiently(in: organization) { connection in
                let page = try RotationRows.holders(
                    after: from, limit: Self.keysAtOnce, in: organization, on: connection)
                return (page.last?.holder, try body(page, connection))
            }
            keys.forget(.wrap(organization))
            tell(count)
            guard let end else { return }
            last = end
        }
    }

    /// - Returns: The holders of values that do not open.
    private func reseal(
        _ column: SealedColumn, of organization: OrganizationID
    ) async throws -> Set<KeyHolder> {
        var unreadable: Set<KeyHolder> = []
        var last = column.order.map(\.start)
        while true {
            try Task.checkCancellation()
            let resealing = Resealing(store, column, organization)
            let from = last
            let page = try await store.reading(.snapshot) { connection in
                try resealing.page(after: from, limit: Self.valuesAtOnce, on: connection)
            }
            guard let end = page.end else { return unreadable }
            unreadable.formUnion(page.unreadable)
            let changed =
                page.anew.isEmpty
                ? 0
                : try await store.writePatiently(in: organization) { connection in
                    try page.anew.count { value, box, version in
                        try column.replace(value, with: box, version: version, on: connection)
                    }
                }
            tell(.init(cells: changed, unreadable: page.unreadable.count))
            last = end
        }
    }
}

/// Opens a page of sealed values and seals them under their holders' newest keys.
private struct Resealing: Sendable {
    private let keys: KeyStore
    private let session: KeyStore.Session
    private let altered: @Sendable (OrganizationID, String) -> Void
    private let column: SealedColumn
    private let organization: OrganizationID

    init(_ store: AttendanceStore, _ column: SealedColumn, _ organization: OrganizationID) {
        keys = store.keys
        session = store.keys.session()
        altered = store.options.altered
        self.column = column
        self.organization = organization
    }

    struct Page: Sendable {
        /// The place of the last value; nil when there was none.
        var end: [SQLValue]?
        var anew: [(value: SealedValue, box: [UInt8], version: UInt32)] = []
        var unreadable: [KeyHolder] = []
    }

    func page(
        after place: [SQLValue], limit: Int, on connection: any SQLConnection
    ) throws -> Page {
        let values = try column.values(
            after: place, limit: limit, in: organization, on: connection)
        var page = Page(end: values.last?.place)
        var newest: [KeyHolder: OwnerKey?] = [:]
        for value in values where !value.box.isEmpty {
            let holder = value.cell.holder
            let known = newest[holder]
            let key = try known ?? keys.newest(of: holder, session, on: connection)
            newest[holder] = .some(key)
            // Nobody's any more: an erasure took the key.
            guard let key else { continue }
            do {
                guard let box = try reseal(value, under: key, on: connection) else { continue }
                page.anew.append((value, box, key.version))
            } catch is SealError {
                altered(organization, column.table)
                page.unreadable.append(holder)
            } catch is RetiredKey {
                altered(organization, column.table)
                page.unreadable.append(holder)
            }
        }
        return page
    }

    /// - Returns: nil where it is sealed under the newest key already.
    private func reseal(
        _ value: SealedValue, under key: OwnerKey, on connection: any SQLConnection
    ) throws -> [UInt8]? {
        let header = try BoxHeader(reading: value.box)
        if header.keyVersion == key.version && header.cipher == key.cipher { return nil }
        let old = try keys.key(
            of: value.cell.holder, version: header.keyVersion, session, on: connection)
        guard let old else { return nil }
        var plain = try old.open(value.box, in: value.cell.sealed)
        defer { plain.overwrite() }
        return try key.seal(plain, in: value.cell.sealed)
    }
}
