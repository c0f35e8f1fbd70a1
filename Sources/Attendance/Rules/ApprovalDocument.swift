import Timekeeping

/// An approval of a member.
public struct ApprovalDocument: Document, Hashable {
    /// Kept as approvals.
    public static var kind: DocumentKind { .approval }

    /// Whose it is.
    public let member: MemberID
    /// What was approved.
    public let approval: Approval

    /// An approval as its parts say.
    public init(member: MemberID, approval: Approval) {
        self.member = member
        self.approval = approval
    }

    /// The member, and the dates that it may touch.
    public var subject: DocumentSubject? {
        switch approval.extent {
        case .dates(let from, let to): DocumentSubject(member: member, from: from, to: to)
        case .time(let from, let to):
            DocumentSubject(member: member, from: .around(from, -1), to: .around(to, 1))
        }
    }
}

extension CivilDate {
    /// The date of an instant in UTC, moved by so many days.
    static func around(_ instant: Instant, _ span: Int) -> CivilDate {
        let day = (instant.milliseconds / 86_400_000)
        return CivilDate(days: Int(clamping: day)).advanced(by: span)
    }
}
