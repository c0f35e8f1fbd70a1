import Timekeeping

/// Works out the workdays of members by the rules that each day is bound by.
///
/// A day that had closed when a rule was changed keeps the rules that it closed under, until
/// somebody orders it to be worked out anew.
public struct WorkdayBook: Sendable {
    /// The rules.
    public let library: RuleLibrary
    private let recomputations: [Recomputation]
    private let groups: [String: Set<MemberID>]
    private let now: Instant

    /// A book as of an instant.
    public init(library: RuleLibrary, recomputations: [Recomputation], now: Instant) {
        self.library = library
        self.recomputations = recomputations
        self.now = now
        groups = Set(recomputations.compactMap(\.group)).reduce(into: [:]) { groups, id in
            groups[id] = Set(library.members(of: id) ?? [])
        }
    }

    /// The rows of a member.
    ///
    /// - Throws: What makes the member's rules impossible to work by.
    public func rows(
        of attendance: MemberAttendance, from: CivilDate, to: CivilDate
    ) throws(RuleError) -> [Workday] {
        let changes = library.changes(for: attendance.member.id, roster: attendance.roster)
        let context = Timekeeper.Context(approvals: attendance.approvals, asOf: now)
        let punches = attendance.reviewedPunches
        guard changes.contains(where: { Self.day(of: $0) > from.advanced(by: -2) }) else {
            return try timekeeper(attendance, knownAt: now)
                .workdays(from: from, to: to, punches: punches, context).rows
        }
        let editions = try editions(attendance, changes, from: from, to: to)
        var result: [Workday] = []
        for (edition, dates) in Dictionary(grouping: editions.indices, by: { editions[$0] }) {
            let known = edition == 0 ? Self.before(changes[0]) : changes[edition - 1]
            let sheet = try timekeeper(attendance, knownAt: known)
                .workdays(from: from, to: to, punches: punches, context)
            result += dates.map { sheet.rows[$0] }
        }
        return result.sorted { $0.date < $1.date }
    }

    /// For every date, how many of the changes it knows of.
    private func editions(
        _ attendance: MemberAttendance, _ changes: [Instant], from: CivilDate, to: CivilDate
    ) throws(RuleError) -> [Int] {
        var editions = [Int?](repeating: nil, count: Int(to.days - from.days) + 1)
        for edition in 0..<changes.count where editions.contains(nil) {
            let known = edition == 0 ? Self.before(changes[0]) : changes[edition - 1]
            let closing = Timekeeper.Context(asOf: changes[edition])
            let rows = try timekeeper(attendance, knownAt: known)
                .workdays(from: from, to: to, punches: [], closing).rows
            for (index, row) in rows.enumerated() where editions[index] == nil && row.isClosed {
                editions[index] = edition
            }
        }
        let member = attendance.member.id
        return editions.enumerated().map { index, edition in
            let date = from.advanced(by: index)
            let ordered = recomputations.filter { applies($0, to: member, date) }.map(\.at).max()
            let least = ordered.map { order in changes.prefix { $0 <= order }.count } ?? 0
            return max(edition ?? changes.count, least)
        }
    }

    private func applies(
        _ order: Recomputation, to member: MemberID, _ date: CivilDate
    ) -> Bool {
        guard order.from <= date, date <= order.to else { return false }
        if let only = order.member, only != member { return false }
        return order.group.map { groups[$0]?.contains(member) ?? false } ?? true
    }

    /// A timekeeper of what had been written at an instant.
    func timekeeper(
        _ attendance: MemberAttendance, knownAt instant: Instant
    ) throws(RuleError) -> Timekeeper {
        var rules = library.rules(
            for: attendance.member.id, attendance.roster, knownAt: instant)
        rules.take(attendance.member.profile.employment)
        return try Timekeeper(rules)
    }

    private static func day(of instant: Instant) -> CivilDate { .around(instant, 0) }

    private static func before(_ instant: Instant) -> Instant {
        instant.advanced(byMilliseconds: -1)
    }
}

extension WorkdayBook {
    /// A book of all rules of an organization.
    ///
    /// - Throws: `unknownOrganization`, `unavailable`.
    public static func read(
        from store: any OrganizationStore & DocumentStore, in organization: OrganizationID,
        now: Instant
    ) async throws(StoreError) -> WorkdayBook {
        guard let known = try await store.organization(organization) else {
            throw .unknownOrganization
        }
        let library = RuleLibrary(
            of: known,
            shifts: try await store.all(RuleHistory<Shift>.self, in: organization),
            groups: try await store.all(RuleHistory<WorkGroup>.self, in: organization),
            calendars: try await store.all(RuleHistory<WorkCalendar>.self, in: organization))
        let orders = try await store.all(Recomputation.self, in: organization)
        return WorkdayBook(library: library, recomputations: Array(orders.values), now: now)
    }

    /// Checks that no two shifts of a member overlap round a date.
    public func checkOverlaps(
        of attendance: MemberAttendance, on date: CivilDate
    ) throws(RuleError) {
        let timekeeper = try timekeeper(attendance, knownAt: Instant(milliseconds: .max))
        try timekeeper.checkOverlaps(from: date, to: date)
    }
}
