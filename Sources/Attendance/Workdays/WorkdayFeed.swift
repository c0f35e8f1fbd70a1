import Timekeeping

/// The workdays of an organization's members in the order of their ids, read page by page.
public struct WorkdayFeed: Sendable {
    private let source: any AttendanceSource
    private let organization: OrganizationID
    private let book: WorkdayBook
    private let members: [MemberID]?
    /// The first date.
    public let from: CivilDate
    /// The last date, included.
    public let to: CivilDate
    /// Whether punches tell their places and doubts.
    public var isDetailed = false

    /// A feed of a range of dates.
    ///
    /// - Parameters:
    ///   - source: Where attendance is read.
    ///   - book: The rules; its organization is the one that is read.
    ///   - members: Only these, in order; nil = all.
    public init(
        _ source: any AttendanceSource, of organization: OrganizationID, by book: WorkdayBook,
        members: [MemberID]?, dates: (from: CivilDate, to: CivilDate)
    ) {
        self.source = source
        self.organization = organization
        self.book = book
        self.members = members
        from = dates.from
        to = dates.to
    }

    /// The rules that it goes by.
    public var library: RuleLibrary { book.library }

    /// The zone in which times are told.
    public var zone: Zone { book.library.zone }

    /// The same feed of one member alone.
    public func only(_ member: MemberID) -> WorkdayFeed {
        WorkdayFeed(
            source, of: organization, by: book, members: [member], dates: (from, to))
    }

    /// The next members with their rows; empty at the end.
    ///
    /// One member's rules that cannot be worked by stand for that member alone.
    ///
    /// - Parameters:
    ///   - member: The last one of the page before; nil for the first page.
    ///   - limit: At most so many members.
    public func page(
        after member: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberWorkdays] {
        var attendance: [MemberAttendance] = []
        var query = AttendanceQuery(from: from, to: to, limit: limit)
        query.isDetailed = isDetailed
        if let members {
            var last = member
            while attendance.isEmpty {
                let rest = members.drop { one in last.map { one <= $0 } ?? false }.prefix(limit)
                guard let end = rest.last else { return [] }
                for one in rest {
                    query.member = one
                    attendance += try await source.attendance(query, in: organization)
                }
                last = end
            }
        } else {
            query.after = member
            attendance = try await source.attendance(query, in: organization)
        }
        return await worked(attendance)
    }

    /// The rows of a page, worked out by two hands.
    private func worked(_ attendance: [MemberAttendance]) async -> [MemberWorkdays] {
        guard attendance.count > 8 else { return attendance.map(rows) }
        let half = attendance.count / 2
        async let later = attendance[half...].map { rows($0) }
        let earlier = attendance[..<half].map(rows)
        return await earlier + later
    }

    private func rows(_ attendance: MemberAttendance) -> MemberWorkdays {
        do throws(RuleError) {
            if attendance.isUnreadable { throw RuleError(.unreadable, at: []) }
            return MemberWorkdays(
                member: attendance.member,
                rows: .success(try book.rows(of: attendance, from: from, to: to)),
                punches: attendance.reviewedPunches, approvals: attendance.approvals)
        } catch {
            return MemberWorkdays(member: attendance.member, rows: .failure(error))
        }
    }
}

/// A member's workdays.
public struct MemberWorkdays: Sendable {
    /// The member.
    public let member: Member
    /// One row per date in order, or why there are none.
    public let rows: Result<[Workday], RuleError>
    /// The punches that they were made of, in any order, days around them included.
    public let punches: [Punch]
    /// What was approved, days around them included.
    public let approvals: [Approval]

    /// Workdays as they came out.
    public init(
        member: Member, rows: Result<[Workday], RuleError>, punches: [Punch] = [],
        approvals: [Approval] = []
    ) {
        self.member = member
        self.rows = rows
        self.punches = punches
        self.approvals = approvals
    }
}
