import Attendance
import Sealing

/// Whose key it is and what it is for; one line of the key hierarchy (TRUST.md S4).
enum KeyHolder: Hashable, Sendable {
    /// An organization's key that wraps its members' keys.
    case wrap(OrganizationID)
    /// An organization's key of pseudonyms and fingerprints; it stays when others are rotated.
    case lookup(OrganizationID)
    /// A member's key that seals what speaks of the member.
    case member(MemberID, SealPurpose, OrganizationID)

    /// The owner as sealing knows it; no identifier holds a slash.
    var owner: KeyOwner {
        switch self {
        case .wrap(let organization): .organization(organization.text)
        case .lookup(let organization): .organization("\(organization.text)/lookup")
        case .member(let member, .general, let organization):
            .member(member.text, organization: organization.text)
        case .member(let member, let purpose, let organization):
            .member("\(member.text)/\(purpose.rawValue)", organization: organization.text)
        }
    }

    /// Organization, member and purpose as columns hold them.
    var values: [SQLValue] {
        switch self {
        case .wrap(let organization): [.text(organization.text), .text(""), .text("wrap")]
        case .lookup(let organization): [.text(organization.text), .text(""), .text("lookup")]
        case .member(let member, let purpose, let organization):
            [.text(organization.text), .text(member.text), .text(purpose.rawValue)]
        }
    }

    /// Who wraps it; nil where that is the root.
    var wrapper: KeyHolder? {
        guard case .member(_, _, let organization) = self else { return nil }
        return .wrap(organization)
    }
}

/// The version of a key that sealed something is gone, but not the key's holder.
///
/// A statement that reads a cell and one that reads its key may see two states when keys are
/// rotated in between; in one snapshot it means that the cell was altered.
struct RetiredKey: Error, Hashable {
    let holder: KeyHolder
    let version: UInt32
}
