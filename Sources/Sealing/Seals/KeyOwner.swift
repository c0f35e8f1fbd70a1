/// Whose key it is: the server's, an organization's, or one member's.
public enum KeyOwner: Hashable, Sendable {
    /// The whole server.
    case server
    /// One organization.
    case organization(String)
    /// One member of an organization.
    case member(String, organization: String)

    /// The organization the owner is or belongs to; nil for the server.
    public var organization: String? {
        switch self {
        case .server: nil
        case .organization(let organization), .member(_, let organization): organization
        }
    }

    /// The member, if the owner is one.
    public var member: String? {
        guard case .member(let member, _) = self else { return nil }
        return member
    }

    /// Who wraps this owner's key; nil for the server, whose key lies outside the database.
    var wrapper: KeyOwner? {
        switch self {
        case .server: nil
        case .organization: .server
        case .member(_, let organization): .organization(organization)
        }
    }
}
