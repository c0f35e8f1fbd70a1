import Timekeeping

/// A person whose attendance an organization keeps.
public struct Member: Hashable, Codable, Sendable {
    /// The enterprise's own id of the person.
    public let id: MemberID
    /// What the enterprise says of the person.
    public var profile: Profile
    /// When the membership was closed; nil while it is open.
    public var closedAt: Instant?
    /// When the membership will close, which may still be taken back; nil where nobody said so.
    public var closesAt: Instant?

    /// A member as its parts say.
    public init(
        id: MemberID, profile: Profile, closedAt: Instant? = nil, closesAt: Instant? = nil
    ) {
        self.id = id
        self.profile = profile
        self.closedAt = closedAt
        self.closesAt = closesAt
    }

    /// Where the membership stands.
    public var state: State { closedAt != nil ? .closed : closesAt != nil ? .closing : .open }

    /// Where a membership may stand; after its time of keeping a closed member is erased.
    public enum State: String, Sendable, CaseIterable {
        /// Check-ins are taken.
        case open
        /// Check-ins are taken until a date; until then that may be taken back.
        case closing
        /// No more check-ins.
        case closed
    }

    /// What the enterprise says of a person.
    public struct Profile: Hashable, Codable, Sendable {
        /// The name for people, 1…256 characters.
        public var name: String
        /// The department, if the enterprise tells.
        public var department: String?
        /// The address for messages, if the enterprise tells.
        public var email: String?
        /// The first working day, `yyyy-MM-dd`.
        public var hiredOn: String?
        /// The last working day, `yyyy-MM-dd`.
        public var leftOn: String?
        /// The age as far as the law asks for it; no birth date is kept.
        public var ageBand: AgeBand

        /// A profile as its parts say.
        public init(
            name: String,
            department: String? = nil,
            email: String? = nil,
            hiredOn: String? = nil,
            leftOn: String? = nil,
            ageBand: AgeBand = .adult
        ) {
            self.name = name
            self.department = department
            self.email = email
            self.hiredOn = hiredOn
            self.leftOn = leftOn
            self.ageBand = ageBand
        }
    }

    /// The age of a person as far as the law asks for it.
    public enum AgeBand: String, Codable, Sendable, CaseIterable {
        /// Of age.
        case adult
        /// From 14 up to the age of majority.
        case under18
        /// A child, for whom a guardian speaks.
        case under14
    }
}
