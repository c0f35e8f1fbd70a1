import Timekeeping

/// An order to work out days anew by the rules as they are now, closed days included.
public struct Recomputation: Document, Hashable {
    /// Kept as recomputations.
    public static var kind: DocumentKind { .recomputation }

    /// The first date.
    public let from: CivilDate
    /// The last date, included.
    public let to: CivilDate
    /// Only this member; nil = all.
    public let member: MemberID?
    /// Only this group; nil = all.
    public let group: String?
    /// When it was ordered.
    public let at: Instant

    /// An order as its parts say.
    public init(from: CivilDate, to: CivilDate, member: MemberID?, group: String?, at: Instant) {
        self.from = from
        self.to = to
        self.member = member
        self.group = group
        self.at = at
    }
}
