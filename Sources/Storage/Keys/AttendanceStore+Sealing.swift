import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Reads with a seal that opens what is read; a payload whose key is destroyed opens to nil.
    func unsealing<Value: Sendable>(
        _ isolation: ReadIsolation = .statement,
        _ body: @escaping @Sendable (any SQLConnection, any PayloadSeal) throws -> Value
    ) async throws(StoreError) -> Value {
        let opening = opening()
        return try await reading(isolation) { try body($0, opening($0)) }
    }

    /// Makes the seal of a connection; call it before anything is read, use it within one use.
    func opening() -> @Sendable (any SQLConnection) -> any PayloadSeal {
        guard let vault else { return { _ in OpenPayloads() } }
        let session = vault.session()
        return { vault.seal(session, on: $0) }
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
        let vault = vault
        let session = vault?.session()
        return try await changing(organization) { connection, now in
            guard let vault, let session else { return try body(connection, OpenPayloads(), now) }
            return try body(connection, vault.seal(session, on: connection, making: true), now)
        }
    }

    /// The seal of one member, at hand before the writer's turn.
    ///
    /// - Returns: nil when the member has no key: unknown, or erased.
    func seal(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> (any PayloadSeal & Sendable)? {
        guard let vault else { return OpenPayloads() }
        let owner = KeyOwner.member(member.text, organization: organization.text)
        if let key = vault.ring.key(for: owner, version: KeyVault.version) {
            return KeySeal(key: key)
        }
        let session = vault.session()
        return try await reading { connection in
            try vault.key(of: owner, session, on: connection).map(KeySeal.init)
        }
    }
}
