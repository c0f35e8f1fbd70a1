import Timekeeping

/// A key that an organization's systems speak with; the secret itself is never kept.
public struct APIKey: Hashable, Codable, Sendable {
    /// Names the key in lists and revocations.
    public let id: KeyID
    /// What its bearer may do.
    public let role: Role
    /// What the organization calls it.
    public let label: String
    /// The geofences that a kiosk's key is bound to; empty for every other role.
    public let geofences: [GeofenceID]
    /// When it was made.
    public let createdAt: Instant
    /// When it ends by itself; nil for never.
    public let expiresAt: Instant?
    /// When it was revoked; nil while it stands.
    public var revokedAt: Instant?

    /// A key as its parts say.
    public init(
        id: KeyID,
        role: Role,
        label: String,
        geofences: [GeofenceID] = [],
        createdAt: Instant,
        expiresAt: Instant? = nil,
        revokedAt: Instant? = nil
    ) {
        self.id = id
        self.role = role
        self.label = label
        self.geofences = geofences
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    /// Whether the key opens anything at the given time.
    public func isValid(at now: Instant) -> Bool {
        revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
    }
}

/// What a caller may do; see section 14 of the contract.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Organizations and server-wide lists.
    case `operator`
    /// Everything of its organization.
    case admin
    /// Members, records, workdays and reports; reviews and approvals.
    case hr
    /// Posts check-ins for any member.
    case app
    /// Check-ins at its own geofences.
    case kiosk
    /// Itself only.
    case member
    /// Reads everything except evidence and faces.
    case auditor
}

/// Who speaks to the server, as far as the domain needs to know.
public struct Caller: Hashable, Sendable {
    /// What the caller may do.
    public let role: Role
    /// Where the caller belongs; nil for the operator.
    public let organization: OrganizationID?
    /// The key that it speaks with; nil for the operator and for members.
    public let key: KeyID?
    /// The geofences that a kiosk is bound to.
    public let geofences: [GeofenceID]
    /// The member that speaks for itself.
    public let member: MemberID?

    /// A caller as its parts say.
    public init(
        role: Role,
        organization: OrganizationID?,
        key: KeyID? = nil,
        geofences: [GeofenceID] = [],
        member: MemberID? = nil
    ) {
        self.role = role
        self.organization = organization
        self.key = key
        self.geofences = geofences
        self.member = member
    }

    /// The caller as the audit log names it.
    public var name: String {
        if let member { return "member:\(member)" }
        if let key { return "\(role.rawValue):\(key)" }
        return role.rawValue
    }
}
