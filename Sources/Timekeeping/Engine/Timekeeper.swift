/// Makes workdays of punches: a pure function of rules, approvals, punches and an instant.
public struct Timekeeper: Sendable {
    let compiled: CompiledRules

    /// A timekeeper for one member.
    ///
    /// - Throws: The first thing that makes the rules impossible to work by.
    public init(_ rules: Rules) throws(RuleError) {
        try RuleCheck.check(rules)
        compiled = CompiledRules(rules)
    }

    /// The rows of a range of dates, and where every punch belongs.
    ///
    /// The rows of a date are the same whatever the range, as long as the punches from
    /// `reach` days before to two days after it are given, and every remedy of its month.
    ///
    /// - Parameters:
    ///   - from: The first date.
    ///   - to: The last date, included.
    ///   - punches: In any order; the same instant and direction is the same punch.
    ///   - context: Approvals, and the instant as of which windows are open or closed.
    /// - Returns: One row per date in order, and one placement per punch in order of time.
    public func workdays(
        from: CivilDate, to: CivilDate, punches: [Punch], _ context: Context
    ) -> Sheet {
        let moments = punches.map(\.at)
        let earliest = moments.min().map { compiled.date(of: $0) } ?? from
        let latest = moments.max().map { compiled.date(of: $0) } ?? to
        let first = max(min(from, earliest), from.advanced(by: -Self.spreadMax))
        let last = min(max(to, latest), to.advanced(by: Self.spreadMax))
        let timeline = Timeline(
            compiled, from: first.advanced(by: -compiled.reach), to: last.advanced(by: 2))
        let evaluation = DayEvaluation(
            compiled, timeline, punches: punches,
            .init(approvals: context.approvals, asOf: context.asOf))
        return Sheet(evaluation, from: from, to: to)
    }

    /// Days before a date whose punches may bear on it: 2, or 33 where a late evening may excuse
    /// a late morning.
    public var reach: Int { compiled.reach }

    /// How many days before or after the range a punch may lie and still be placed.
    public static let spreadMax = 1_000

    /// What is known beside the punches.
    public struct Context: Sendable {
        /// What was approved, in any order.
        public var approvals: [Approval]
        /// The instant as of which windows are open or closed.
        public var asOf: Instant

        /// Approvals and an instant.
        public init(approvals: [Approval] = [], asOf: Instant) {
            self.approvals = approvals
            self.asOf = asOf
        }
    }

    /// Rows and placements.
    public struct Sheet: Hashable, Sendable {
        /// One row per date, in order.
        public let rows: [Workday]
        /// One placement per punch, in order of time.
        public let punches: [PunchPlacement]

        init(_ evaluation: DayEvaluation, from: CivilDate, to: CivilDate) {
            var rows: [Workday] = []
            var places = PlacementList(evaluation)
            for (index, day) in evaluation.timeline.days.enumerated() {
                let isAsked = from <= day.date && day.date <= to
                guard isAsked || places.concerns(index) else { continue }
                let outcome = evaluation.outcome(index)
                places.fill(index, outcome)
                if isAsked { rows.append(outcome.row) }
            }
            self.rows = rows
            punches = places.list
        }
    }

    func timeline(around instant: Instant) -> (CompiledRules, Timeline) {
        let civil = compiled.date(of: instant)
        return (
            compiled,
            Timeline(compiled, from: civil.advanced(by: -3), to: civil.advanced(by: 3))
        )
    }
}
