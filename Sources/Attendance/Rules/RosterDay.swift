import Timekeeping

/// The shifts of one member on one date, in place of the schedule's.
public struct RosterDay: VersionedRule {
    /// Kept as roster entries.
    public static var kind: DocumentKind { .roster }

    /// The member.
    public let member: MemberID
    /// The date.
    public let date: CivilDate
    /// The shifts; empty = nothing runs.
    public let shifts: [String]

    /// An entry as its parts say.
    public init(member: MemberID, date: CivilDate, shifts: [String]) {
        self.member = member
        self.date = date
        self.shifts = shifts
    }

    /// The id that its document has; ids are in the order of member and date.
    public static func id(member: MemberID, date: CivilDate) -> String {
        // A space comes before every character of a member's id.
        "\(member) \(date)"
    }
}
