import Timekeeping

/// All rules of work of an organization with all their versions, looked up by member.
public struct RuleLibrary: Sendable {
    /// The organization's zone.
    public let zone: Zone
    private let calendarName: String?
    private let shifts: [String: RuleHistory<Shift>]
    private let groups: [String: RuleHistory<WorkGroup>]
    private let calendars: [String: RuleHistory<WorkCalendar>]
    private let memberships: [MemberID: [String]]
    private let shelf = TimekeeperShelf()
    /// The members of every version of a group.
    private let rolls: [String: [Set<MemberID>]]
    /// What every version of a group demands of check-ins.
    private let demands: [String: [GroupDemands?]]

    /// A library of an organization's documents.
    public init(
        of organization: Organization, shifts: [String: RuleHistory<Shift>],
        groups: [String: RuleHistory<WorkGroup>], calendars: [String: RuleHistory<WorkCalendar>]
    ) {
        zone = Zone(organization.timeZone) ?? .utc
        calendarName = organization.calendar
        self.shifts = shifts
        self.groups = groups
        self.calendars = calendars
        var memberships: [MemberID: [String]] = [:]
        var rolls: [String: [Set<MemberID>]] = [:]
        var demands: [String: [GroupDemands?]] = [:]
        for (id, group) in groups.sorted(by: { $0.key < $1.key }) {
            let sets = group.versions.map { $0.isRetired ? [] : Set($0.rule.members) }
            for member in sets.reduce(into: Set(), { $0.formUnion($1) }) {
                memberships[member, default: []].append(id)
            }
            rolls[id] = sets
            demands[id] = group.versions.map { GroupDemands($0, of: id) }
        }
        self.memberships = memberships
        self.rolls = rolls
        self.demands = demands
    }

    /// A timekeeper by the rules as they are now; nil when they cannot be worked by.
    ///
    /// Made once for a member and kept, unless a roster entry changes the days.
    func timekeeper(
        for member: MemberID, _ employment: Employment, roster: [RuleHistory<RosterDay>]
    ) -> Timekeeper? {
        guard roster.isEmpty else { return make(for: member, employment, roster) }
        if let kept = shelf.find(member, employment) { return kept }
        guard let made = make(for: member, employment, []) else { return nil }
        shelf.keep(made, for: member, employment)
        return made
    }

    private func make(
        for member: MemberID, _ employment: Employment, _ roster: [RuleHistory<RosterDay>]
    ) -> Timekeeper? {
        var rules = rules(for: member, roster, knownAt: Instant(milliseconds: .max))
        rules.take(employment)
        do { return try Timekeeper(rules) } catch { return nil }
    }

    /// The rules of a member by all that had been written at an instant, employment left out.
    func rules(
        for member: MemberID, _ roster: [RuleHistory<RosterDay>], knownAt instant: Instant
    ) -> Rules {
        let days = roster.compactMap { $0.timeline(knownAt: instant).last }
            .filter { !$0.isRetired }.map(\.rule)
        let versions = versions(
            for: member, knownAt: instant, rosterShifts: Set(days.flatMap(\.shifts)))
        var rules = Rules(member: member.text, versions: versions)
        for day in days {
            rules.roster[day.date] = day.shifts.filter {
                !isRetired($0, on: day.date, knownAt: instant)
            }
        }
        return rules
    }

    private func isRetired(_ shift: String, on date: CivilDate, knownAt instant: Instant) -> Bool {
        let timeline = shifts[shift]?.timeline(knownAt: instant) ?? []
        return timeline.last { $0.holds(on: date) }?.isRetired ?? false
    }

    /// What the group that a member belongs to demands of a check-in; nil when it demands nothing.
    public func demands(on member: MemberID, at instant: Instant) -> GroupDemands? {
        guard let (id, version) = membership(of: member, on: { zone in zone.civil(instant).date }),
            let place = groups[id]?.versions.firstIndex(where: { $0.number == version.number })
        else { return nil }
        return demands[id]?[place]
    }

    /// The group that a member belongs to on a date, by the rules as they are now.
    public func group(of member: MemberID, on date: CivilDate) -> (id: String, group: WorkGroup)? {
        membership(of: member) { _ in date }.map { ($0, $1.rule) }
    }

    /// What people call a shift; its id where it has no name.
    public func name(ofShift id: String) -> String { shifts[id]?.newest.rule.name ?? id }

    /// - Parameter date: The date in a group's zone.
    private func membership(
        of member: MemberID, on date: (Zone) -> CivilDate
    ) -> (id: String, version: RuleHistory<WorkGroup>.Version)? {
        for id in memberships[member] ?? [] {
            guard let group = groups[id] else { continue }
            let day = date(group.newest.rule.zone ?? zone)
            let timeline = group.timeline(
                knownAt: Instant(milliseconds: .max), least: least(id, member))
            guard let version = timeline.last(where: { $0.holds(on: day) }),
                has(member, id, version, in: group)
            else { continue }
            return (id, version)
        }
        return nil
    }

    /// Whether there is nothing to work by.
    public var isEmpty: Bool { groups.isEmpty && shifts.isEmpty }

    /// The members who belong to a group in any of its versions, in order; nil without the group.
    public func members(of group: String) -> [MemberID]? {
        groups[group].map { Set($0.versions.flatMap(\.rule.members)).sorted() }
    }

    /// When rules that bear on a member were changed after they were first written, in order.
    func changes(for member: MemberID, roster: [RuleHistory<RosterDay>]) -> [Instant] {
        var changes: Set<Instant> = []
        for id in memberships[member] ?? [] {
            guard let group = groups[id] else { continue }
            changes.formUnion(group.versions.dropFirst(least(id, member)).map(\.writtenAt))
            for version in group.versions {
                for name in version.rule.namedShifts { insert(shifts[name], to: &changes) }
                if let name = version.rule.calendar ?? calendarName {
                    insert(calendars[name], to: &changes)
                }
            }
        }
        for day in roster {
            insert(day, to: &changes)
            for name in day.versions.flatMap(\.rule.shifts) { insert(shifts[name], to: &changes) }
        }
        return changes.sorted()
    }

    /// What holds for a member through time, by all that had been written at an instant.
    ///
    /// Rules that were in force from the first count whenever they were written: a day is never
    /// without rules because they came late.
    func versions(
        for member: MemberID, knownAt instant: Instant, rosterShifts: Set<String>
    ) -> [Rules.Version] {
        let known = Knowledge(instant: instant, library: self, rosterShifts: rosterShifts)
        var spans: [Membership] = []
        for id in memberships[member] ?? [] {
            guard let group = groups[id] else { continue }
            let timeline = group.timeline(knownAt: instant, least: least(id, member))
            for version in timeline {
                let isMember = has(member, id, version, in: group)
                spans.append((version.from, isMember ? version : nil, id))
            }
        }
        guard spans.contains(where: { $0.group != nil }) else {
            return known.versions(of: nil, from: nil, until: nil)
        }
        let dates = Set(spans.compactMap(\.from)).sorted()
        let starts: [CivilDate?] = [nil] + dates.map(Optional.some)
        var result: [Rules.Version] = []
        for (index, start) in starts.enumerated() {
            let group = Self.group(on: start, spans)
            let next = index + 1 < starts.count ? starts[index + 1] : nil
            result += known.versions(of: group, from: start, until: next)
        }
        return result
    }

    /// From when on a group has a member; nil = from then on it has not.
    private typealias Membership = (
        from: CivilDate?, group: RuleHistory<WorkGroup>.Version?, id: String
    )

    private static func group(
        on date: CivilDate?, _ spans: [Membership]
    ) -> RuleHistory<WorkGroup>.Version? {
        var latest: [String: RuleHistory<WorkGroup>.Version?] = [:]
        for span in spans {
            let begun = span.from.map { from in date.map { from <= $0 } ?? false } ?? true
            if begun { latest[span.id] = .some(span.group) }
        }
        return latest.sorted { $0.key < $1.key }.compactMap(\.value).first
    }

    /// How many versions of a group count from the first: up to the one that took the member in.
    private func least(_ group: String, _ member: MemberID) -> Int {
        (rolls[group]?.firstIndex { $0.contains(member) } ?? 0) + 1
    }

    private func has(
        _ member: MemberID, _ id: String, _ version: RuleHistory<WorkGroup>.Version,
        in group: RuleHistory<WorkGroup>
    ) -> Bool {
        let index = group.versions.firstIndex { $0.number == version.number }
        return index.flatMap { rolls[id]?[$0].contains(member) } ?? false
    }

    private func insert<Rule>(_ history: RuleHistory<Rule>?, to changes: inout Set<Instant>) {
        changes.formUnion((history?.versions.dropFirst() ?? []).map(\.writtenAt))
    }

    /// What had been written at an instant.
    private struct Knowledge {
        let instant: Instant
        let library: RuleLibrary
        let rosterShifts: Set<String>

        /// The sets of a group within a span of dates: one a change of a shift or calendar.
        func versions(
            of group: RuleHistory<WorkGroup>.Version?, from: CivilDate?, until: CivilDate?
        ) -> [Rules.Version] {
            let names = (group?.rule.namedShifts ?? []).union(rosterShifts)
            let timelines = names.sorted().compactMap { name in
                library.shifts[name].map { (name, $0.timeline(knownAt: instant)) }
            }
            let calendarName = group?.rule.calendar ?? library.calendarName
            let calendar = calendarName.flatMap { name in
                library.calendars[name]?.timeline(knownAt: instant)
            }
            let dates = Set(
                timelines.flatMap { $0.1.compactMap(\.from) }
                    + (calendar ?? []).compactMap(\.from)
            ).filter { date in
                (from.map { $0 < date } ?? true) && (until.map { date < $0 } ?? true)
            }
            return ([from] + dates.sorted().map(Optional.some)).map { start in
                var set = RuleSet(zone: group?.rule.zone ?? library.zone)
                set.version = group?.number ?? 1
                for (name, timeline) in timelines {
                    guard let version = timeline.last(where: { Self.holds($0.from, start) })
                    else { continue }
                    if !version.isRetired { set.shifts[name] = version.rule }
                    set.version += version.number - 1
                }
                fill(&set, from: group?.rule)
                let version = calendar?.last { Self.holds($0.from, start) }
                set.calendar = calendarName.flatMap { CalendarBook.calendar($0, version) }
                return Rules.Version(from: start, set: set)
            }
        }

        private func fill(_ set: inout RuleSet, from group: WorkGroup?) {
            guard let group else { return }
            set.schedule = group.schedule
            set.defaultShift = group.defaultShift
            set.settings = group.settings ?? Settings()
            if let overtime = group.overtime { set.settings.overtime = overtime }
        }

        private static func holds(_ from: CivilDate?, _ start: CivilDate?) -> Bool {
            from.map { date in start.map { date <= $0 } ?? false } ?? true
        }
    }
}

extension Rules {
    /// Has shifts exist only while the member works.
    mutating func take(_ employment: Employment) {
        hiredOn = employment.hiredOn
        leftOn = employment.leftOn
    }
}
