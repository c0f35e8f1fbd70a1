import Timekeeping

/// All that a member's workdays are made of.
public struct MemberAttendance: Sendable {
    /// The member.
    public let member: Member
    /// The check-ins that count, as they were judged.
    public var punches: [Punch] = []
    /// What people decided on check-ins since.
    public var reviews: [Review] = []
    /// What was approved.
    public var approvals: [Approval] = []
    /// The dates on which other shifts run than the schedule's.
    public var roster: [RuleHistory<RosterDay>] = []

    /// Whether something that the workdays are made of was altered where it lies.
    public var isUnreadable = false

    /// A member of whom nothing else is known.
    public init(_ member: Member) { self.member = member }

    /// A member whose profile was altered where it lies: nothing can be worked out.
    public init(unreadable id: MemberID) {
        member = Member(id: id, profile: .init(name: ""))
        isUnreadable = true
    }

    /// The punches after every review.
    public var reviewedPunches: [Punch] { Review.applied(reviews, to: punches) }
}

/// Which members' attendance to read, and of which time.
public struct AttendanceQuery: Sendable {
    /// Only this member.
    public var member: MemberID?
    /// Only members after this one.
    public var after: MemberID?
    /// At most so many members.
    public var limit: Int
    /// Check-ins from this date on, by UTC.
    public var from: CivilDate
    /// Check-ins up to this date, by UTC.
    public var to: CivilDate
    /// Approvals and roster entries that touch a date from this one on.
    public var documentsFrom: CivilDate
    /// Approvals and roster entries that touch a date up to this one.
    public var documentsTo: CivilDate
    /// Whether to read the places of the check-ins and what is doubtful about them too.
    public var isDetailed = false

    /// The attendance that the workdays of a range need.
    ///
    /// A remedy counts against the quota of its month, so whole months of documents are read.
    public init(from: CivilDate, to: CivilDate, limit: Int) {
        self.limit = limit
        self.from = from.advanced(by: -35)
        self.to = to.advanced(by: 4)
        documentsFrom = from.advanced(by: -35 - from.parts.day)
        documentsTo = to.advanced(by: 35)
    }
}

/// Where attendance is read from, a page of members at a time.
public protocol AttendanceSource: Sendable {
    /// Members in the order of their ids, each with its attendance.
    func attendance(
        _ query: AttendanceQuery, in organization: OrganizationID
    ) async throws(StoreError) -> [MemberAttendance]
}
