import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Reads with a seal that opens what is read; a payload whose key is destroyed opens to nil.
    func unsealing<Value: Sendable>(
        _ isolation: ReadIsolation = .statement,
        _ body: @escaping @Sendable (any SQLConnection, any PayloadSeal) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await reading(isolation, body)
        } catch is RetiredKey {
            // A rotation came between a cell and its key: one snapshot shows both.
            do {
                return try await reading(.snapshot, body)
            } catch { throw StoreError(error, during: "reading") }
        } catch { throw StoreError(error, during: "reading") }
    }

    private func reading<Value: Sendable>(
        _ isolation: ReadIsolation,
        _ body: @escaping @Sendable (any SQLConnection, any PayloadSeal) throws -> Value
    ) async throws -> Value {
        let opening = opening(isolation)
        return try await engine.read(isolation) { try body($0, opening($0)) }
    }

    /// Makes the seal of a connection; call it before anything is read, use it within one use.
    func opening(
        _ isolation: ReadIsolation = .snapshot
    ) -> @Sendable (any SQLConnection) -> any PayloadSeal {
        guard sealsPayloads else { return { _ in OpenPayloads() } }
        let session = keys.session()
        return { [keys, options] in
            SealedPayloads(
                keys, session, on: $0, isSnapshot: isolation == .snapshot,
                altered: options.altered)
        }
    }

    /// Changes something of an organization as `changing` does, with a seal that makes the key of
    /// a member that has none.
    func sealing<Value: Sendable>(
        _ organization: OrganizationID,
        _ body:
            @escaping @Sendable (any SQLConnection, any PayloadSeal, Instant) throws -> (
                Value, AuditNote?
            )
    ) async throws(StoreError) -> Value {
        let opening = opening()
        return try await changing(organization) { connection, now in
            guard let seal = opening(connection) as? SealedPayloads else {
                return try body(connection, OpenPayloads(), now)
            }
            return try body(connection, SealedPayloads(seal, makingAt: now), now)
        }
    }

    /// The seal of one member, at hand before the writer's turn.
    ///
    /// - Returns: nil when the member has no key: unknown, or erased.
    func seal(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> (any PayloadSeal & Sendable)? {
        guard sealsPayloads else { return OpenPayloads() }
        let holder = KeyHolder.member(member, .general, organization)
        if let key = keys.remembered(holder) { return KeySeal(key: key) }
        let session = keys.session()
        return try await reading { [keys] connection in
            try keys.newest(of: holder, session, on: connection).map(KeySeal.init)
        }
    }

    /// An organization's keys of pseudonyms and fingerprints.
    ///
    /// - Throws: `unknownOrganization`.
    func lookupKeys(of organization: OrganizationID) async throws(StoreError) -> LookupKeys {
        if let known = keys.rememberedLookupKeys(of: organization) { return known }
        let session = keys.session()
        let found = try await reading { [keys] connection in
            try keys.lookupKeys(of: organization, session, on: connection)
        }
        guard let found else { throw .unknownOrganization }
        return found
    }

    /// What stands for a device, or an erased member, in an organization's rows.
    func pseudonym(
        of name: String, in organization: OrganizationID
    ) async throws(StoreError) -> [UInt8] {
        pseudonym(of: name, in: organization, by: try await lookupKeys(of: organization))
    }

    /// The same by keys that are at hand.
    func pseudonym(
        of name: String, in organization: OrganizationID, by keys: LookupKeys
    ) -> [UInt8] {
        // Length first, so that no two pairs are written alike.
        let text = "\(organization.text.utf8.count):\(organization.text)\(name)"
        let code = pseudonyms.code(for: Array(text.utf8))
        return keys.pseudonyms.code(for: code.bytes).bytes
    }
}
