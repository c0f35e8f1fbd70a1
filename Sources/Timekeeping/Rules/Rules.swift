/// Everything that applies to one member, through time.
public struct Rules: Sendable {
    /// The member's id; rows carry it.
    public var member: String
    /// Versions in order of their effective dates; the first also holds before its date.
    public var versions: [Version]
    /// The shifts of single dates, replacing the schedule; an empty list means nothing runs.
    public var roster: [CivilDate: [String]] = [:]
    /// The first date of employment.
    public var hiredOn: CivilDate?
    /// The last date of employment.
    public var leftOn: CivilDate?

    /// Rules that never change.
    public init(member: String, _ set: RuleSet) {
        self.member = member
        versions = [Version(from: nil, set: set)]
    }

    /// Rules that change; `versions` ascend by date and are not empty.
    public init(member: String, versions: [Version]) {
        precondition(!versions.isEmpty, "a member has at least one version of rules")
        self.member = member
        self.versions = versions
    }

    /// The rules in force on a date.
    public func set(on date: CivilDate) -> RuleSet {
        versions.last { $0.from.map { $0 <= date } ?? true }?.set ?? versions[0].set
    }

    /// Whether the member is employed on a date; both ends are included.
    public func isEmployed(on date: CivilDate) -> Bool {
        hiredOn.map { $0 <= date } ?? true && leftOn.map { date <= $0 } ?? true
    }

    /// A set of rules and the date from which it holds.
    public struct Version: Sendable {
        /// The first date; nil = always.
        public var from: CivilDate?
        /// The rules.
        public var set: RuleSet

        /// A version as its members say.
        public init(from: CivilDate?, set: RuleSet) {
            self.from = from
            self.set = set
        }
    }
}
