import Attendance
import Sealing
import Timekeeping

/// The keys that personal values are sealed by: root, organizations, members (TRUST.md S4).
///
/// Wrapped keys lie in the database, the root key outside of it. Any thread may use it; what is
/// unwrapped is kept in a bounded ring and overwritten when it goes.
final class KeyStore: Sendable {
    private let root: OwnerKey
    private let ring = KeyRing(capacity: 8_192)

    init(root: OwnerKey) { self.root = root }

    /// What a member's key seals; each purpose has a key of its own, destroyed apart.
    enum Purpose: String, Sendable {
        case face
    }

    /// The key of an organization.
    ///
    /// - Parameter now: When it is made, should there be none; nil to make none.
    func organizationKey(
        of organization: OrganizationID, making now: Instant?, on connection: any SQLConnection
    ) throws -> OwnerKey? {
        let row = try connection.row(
            """
            SELECT version, wrapped
            FROM organization_key
            WHERE organization_id = $1
            ORDER BY version DESC
            LIMIT 1
            """, [.text(organization.text)])
        if let row {
            return try organizationKey(
                of: organization, StoredKey(version: row.integer(0), wrapped: row.bytes(1)))
        }
        guard let now else { return nil }
        let (key, wrapped) = try root.makeKey(for: .organization(organization.text))
        try connection.run(
            """
            INSERT INTO organization_key (organization_id, version, wrapped, made_at)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .text(organization.text), .integer(Int64(key.version)), .bytes(wrapped.bytes),
                .integer(now.milliseconds),
            ])
        return key
    }

    /// The key of an organization out of its stored form.
    func organizationKey(
        of organization: OrganizationID, _ stored: StoredKey
    ) throws -> OwnerKey {
        try key(.organization(organization.text), stored, under: root)
    }

    /// A member's key out of its stored form.
    func memberKey(
        of member: MemberPlace, _ purpose: Purpose, _ stored: StoredKey, under wrapper: OwnerKey
    ) throws -> OwnerKey {
        try key(member.owner(purpose), stored, under: wrapper)
    }

    /// The key of a member, made when there is none or it was destroyed.
    func memberKey(
        of member: MemberPlace, _ purpose: Purpose, making now: Instant,
        on connection: any SQLConnection
    ) throws -> OwnerKey {
        guard
            let wrapper = try organizationKey(
                of: member.organization, making: now, on: connection)
        else { throw SealError.invalidKey }
        let row = try connection.row(
            """
            SELECT version, wrapped
            FROM member_key
            WHERE organization_id = $1
              AND member_id = $2
              AND purpose = $3
            """, member.values + [.text(purpose.rawValue)])
        let last = try row?.integer(0) ?? 0
        if let wrapped = try row?.optionalBytes(1) {
            let stored = StoredKey(version: last, wrapped: wrapped)
            return try memberKey(of: member, purpose, stored, under: wrapper)
        }
        guard let version = UInt32(exactly: last + 1) else { throw SealError.invalidKey }
        let (key, wrapped) = try wrapper.makeKey(for: member.owner(purpose), version: version)
        try connection.run(
            """
            INSERT INTO member_key (
              organization_id, member_id, purpose, version, wrapped, changed_at
            )
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organization_id, member_id, purpose)
            DO UPDATE SET
              version = excluded.version, wrapped = excluded.wrapped,
              changed_at = excluded.changed_at
            """,
            member.values + [
                .text(purpose.rawValue), .integer(Int64(version)), .bytes(wrapped.bytes),
                .integer(now.milliseconds),
            ])
        return key
    }

    /// Destroys a member's key: nothing that it sealed opens ever again.
    func destroy(
        _ purpose: Purpose, of member: MemberPlace, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE member_key
            SET wrapped = NULL, changed_at = $1
            WHERE organization_id = $2
              AND member_id = $3
              AND purpose = $4
            """, [.integer(now.milliseconds)] + member.values + [.text(purpose.rawValue)])
        ring.forget(member.owner(purpose))
    }

    private func key(
        _ owner: KeyOwner, _ stored: StoredKey, under wrapper: OwnerKey
    ) throws -> OwnerKey {
        guard let version = UInt32(exactly: stored.version) else { throw SealError.invalidKey }
        if let key = ring.key(for: owner, version: version) { return key }
        let epoch = ring.epoch
        let key = try wrapper.unwrap(
            WrappedKey(bytes: stored.wrapped), for: owner, version: version)
        ring.keep(key, readIn: epoch)
        return key
    }
}

/// A key as it lies in the database.
struct StoredKey: Sendable {
    let version: Int64
    let wrapped: [UInt8]
}

/// A member of an organization.
struct MemberPlace: Hashable, Sendable {
    let organization: OrganizationID
    let member: MemberID

    /// What names the member in statements.
    var values: [SQLValue] { [.text(organization.text), .text(member.text)] }

    /// The owner of one of the member's keys; no identifier has a slash.
    func owner(_ purpose: KeyStore.Purpose) -> KeyOwner {
        .member("\(member.text)/\(purpose.rawValue)", organization: organization.text)
    }
}
