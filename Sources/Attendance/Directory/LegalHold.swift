import Timekeeping

/// That what is kept on a member must stay for a legal matter, though its time is over.
public struct LegalHold: Hashable, Sendable {
    /// Whose data it is.
    public let member: MemberID
    /// Why, in an admin's words; nil where they were altered.
    public let reason: String?
    /// Who said so, as `Caller.name` says.
    public let placedBy: String
    /// Since when.
    public let placedAt: Instant

    /// A hold as its parts say.
    public init(member: MemberID, reason: String?, placedBy: String, placedAt: Instant) {
        self.member = member
        self.reason = reason
        self.placedBy = placedBy
        self.placedAt = placedAt
    }
}

/// Where legal holds are kept; a held member is neither erased nor is its evidence swept.
public protocol HoldStore: Sendable {
    /// Places a hold, or gives the present one another reason.
    ///
    /// - Returns: The hold, and whether there was none before.
    /// - Throws: `unknownMember`.
    func hold(
        _ member: MemberID, because reason: String, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> (hold: LegalHold, isNew: Bool)

    /// Lifts a hold.
    ///
    /// - Throws: `unknownMember`, `notFound`.
    func lift(
        _ member: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError)

    /// The hold of a member; nil when there is none.
    func hold(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> LegalHold?

    /// Holds in the order of their members.
    func holds(
        in organization: OrganizationID, after member: MemberID?, limit: Int
    ) async throws(StoreError) -> [LegalHold]
}
