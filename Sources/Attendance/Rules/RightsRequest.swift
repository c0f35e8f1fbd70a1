import Timekeeping

/// What a person asks of the organization that keeps data on them, and what became of it.
public struct RightsRequest: Document, Hashable {
    /// Kept as requests.
    public static var kind: DocumentKind { .request }

    /// Names it; ids are in the order of the days on which answers are due.
    public let id: String
    /// The person.
    public let member: MemberID
    /// What is asked for.
    public let right: Right
    /// The day on which the organization knew who asks.
    public let verifiedOn: CivilDate
    /// The last day for an answer.
    public let dueOn: CivilDate
    /// The person's own words.
    public let note: String?
    /// Who filed it, as `Caller.name` says.
    public let filedBy: String
    /// When it was filed.
    public let filedAt: Instant
    /// What became of it; nil while it is open.
    public var outcome: Outcome?

    /// A request as its parts say.
    public init(
        number: String, member: MemberID, right: Right, verifiedOn: CivilDate, dueOn: CivilDate,
        note: String?, by filedBy: String, at filedAt: Instant
    ) {
        id = "\(dueOn).\(number)"
        self.member = member
        self.right = right
        self.verifiedOn = verifiedOn
        self.dueOn = dueOn
        self.note = note
        self.filedBy = filedBy
        self.filedAt = filedAt
    }

    /// Whether it waits for an answer after the last day for one.
    public func isOverdue(on today: CivilDate) -> Bool { outcome == nil && dueOn < today }

    /// The member, from the day of verification to the last day for an answer.
    public var subject: DocumentSubject? {
        DocumentSubject(member: member, from: verifiedOn, to: dueOn)
    }

    /// What a person may ask for.
    public enum Right: String, Codable, Sendable, CaseIterable {
        /// To see what is kept.
        case access
        /// To have it corrected, or made complete.
        case correct
        /// To have it erased.
        case erase
        /// To have a decision judged by a person.
        case dispute
    }

    /// What became of a request.
    public struct Outcome: Hashable, Codable, Sendable {
        /// Whether it was done rather than refused.
        public let isDone: Bool
        /// Why, in words for the person.
        public let note: String?
        /// Who answered, as `Caller.name` says.
        public let by: String
        /// When it was answered.
        public let at: Instant

        /// An outcome as its parts say.
        public init(isDone: Bool, note: String?, by: String, at: Instant) {
            self.isDone = isDone
            self.note = note
            self.by = by
            self.at = at
        }
    }
}

extension RightsRequest {
    /// Working days within which a request must be answered.
    public static let workingDays = 15

    /// The last day for an answer: the fifteenth working day after the day of verification.
    ///
    /// - Parameter calendar: The organization's; nil counts Monday to Friday.
    public static func dueOn(after verified: CivilDate, by calendar: WorkCalendar?) -> CivilDate {
        var day = verified
        var left = workingDays
        // A calendar that hardly works at all must not hold the loop for ever.
        for _ in 0..<longestWait where left > 0 {
            day = day.advanced(by: 1)
            let works = calendar?.isWorkday(day) ?? !day.weekday.isWeekend
            if works { left -= 1 }
        }
        return day
    }

    private static let longestWait = 366
}
