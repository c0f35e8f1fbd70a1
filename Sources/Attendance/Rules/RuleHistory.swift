import Timekeeping

/// A thing that an admin writes in versions, each holding from a date on.
public protocol VersionedRule: Hashable, Codable, Sendable {
    /// The kind of document that its history is kept under.
    static var kind: DocumentKind { get }
}

/// Every version of one rule: what was written when, and from which date on it holds.
///
/// A version holds from its date on, until one that was written later says otherwise.
public struct RuleHistory<Rule: VersionedRule>: Hashable, Codable, Sendable, Document {
    /// Kept under the kind of its rule.
    public static var kind: DocumentKind { Rule.kind }

    /// The versions in the order in which they were written; never empty.
    public private(set) var versions: [Version]

    /// A history of one version.
    ///
    /// - Parameters:
    ///   - rule: What holds.
    ///   - date: The first date; nil = always.
    ///   - now: When it was written.
    public init(_ rule: Rule, from date: CivilDate?, at now: Instant) {
        versions = [Version(number: 1, from: date, writtenAt: now, rule: rule)]
    }

    /// Adds a version; beyond `Limits.ruleVersions` the second oldest is forgotten.
    public mutating func add(_ rule: Rule, from date: CivilDate?, at now: Instant) {
        let number = (versions.last?.number ?? 0) + 1
        versions.append(Version(number: number, from: date, writtenAt: now, rule: rule))
        if versions.count > Limits.ruleVersions { versions.remove(at: 1) }
    }

    /// Takes the rule out of force; days that it was in force on when they closed keep it.
    public mutating func retire(at now: Instant) {
        guard !newest.isRetired else { return }
        add(newest.rule, from: nil, at: now)
        versions[versions.count - 1].retired = true
    }

    /// Whether the rule was taken out of force.
    public var isWithdrawn: Bool { newest.isRetired }

    /// The version that was written last; nil when the rule was taken out of force.
    public var current: Version? { newest.isRetired ? nil : newest }

    /// The version that was written last, be it one that takes the rule out of force.
    public var newest: Version { versions[versions.count - 1] }

    /// What holds from when on, by all that had been written at an instant.
    ///
    /// - Parameters:
    ///   - instant: What was written later is left out, but for the first versions.
    ///   - least: How many of the first versions count in any case, at least one.
    /// - Returns: Versions with ascending dates; a date before the first has none.
    public func timeline(knownAt instant: Instant, least: Int = 1) -> [Version] {
        var timeline: [Version] = []
        for (index, version) in versions.enumerated() {
            guard index < max(1, least) || version.writtenAt <= instant else { break }
            timeline.removeAll { version.precedes($0) }
            timeline.append(version)
        }
        return timeline
    }

    /// The version that holds on a date, by all that has been written; nil before the first date.
    public func version(on date: CivilDate) -> Version? {
        let version = timeline(knownAt: Instant(milliseconds: .max)).last { $0.holds(on: date) }
        return version?.isRetired == false ? version : nil
    }

    /// One version.
    public struct Version: Hashable, Codable, Sendable {
        /// Counts the versions from 1.
        public let number: Int
        /// The first date; nil = always.
        public let from: CivilDate?
        /// When it was written.
        public let writtenAt: Instant
        /// What holds; of a retired version, what held before.
        public let rule: Rule
        fileprivate var retired: Bool?

        init(number: Int, from date: CivilDate?, writtenAt: Instant, rule: Rule) {
            self.number = number
            from = date
            self.writtenAt = writtenAt
            self.rule = rule
        }

        /// Whether it takes the rule out of force.
        public var isRetired: Bool { retired ?? false }

        /// Whether it holds on a date, were it alone.
        public func holds(on date: CivilDate) -> Bool { from.map { $0 <= date } ?? true }

        fileprivate func precedes(_ other: Version) -> Bool {
            guard let from else { return true }
            return other.from.map { from <= $0 } ?? false
        }
    }
}

extension Shift: VersionedRule {
    /// Kept as shifts.
    public static var kind: DocumentKind { .shift }
}

extension WorkCalendar: VersionedRule {
    /// Kept as calendars.
    public static var kind: DocumentKind { .calendar }
}
