import Timekeeping

/// Whom a document speaks of, and which dates it may touch; documents are found by it.
public struct DocumentSubject: Hashable, Sendable {
    /// The member.
    public let member: MemberID
    /// The first date.
    public let from: CivilDate
    /// The last date, included.
    public let to: CivilDate

    /// A subject as its parts say.
    public init(member: MemberID, from: CivilDate, to: CivilDate) {
        self.member = member
        self.from = from
        self.to = to
    }
}

extension Document {
    /// Nobody in particular.
    public var subject: DocumentSubject? { nil }
    /// In force as long as it is kept.
    public var isWithdrawn: Bool { false }
}

extension RuleHistory {
    /// The member and the date of a roster entry; nobody for every other rule.
    public var subject: DocumentSubject? {
        guard let day = newest.rule as? RosterDay else { return nil }
        return DocumentSubject(member: day.member, from: day.date, to: day.date)
    }
}
