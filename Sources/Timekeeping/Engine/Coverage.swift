/// What leave, trips, outings and days away from the workplace excuse on one date.
struct Coverage: Sendable {
    typealias Supplement = WorkdaySlot.Supplement

    /// What covers the whole work date.
    private(set) var whole: Supplement?
    private(set) var firstHalf: Supplement?
    private(set) var secondHalf: Supplement?
    /// Half of the day, and the punches must show which.
    private(set) var eitherHalf: Supplement?
    private(set) var spans: [(span: Span, supplement: Supplement)] = []
    private(set) var hasShiftChange = false

    /// Nothing is excused.
    static let none = Coverage()

    /// How a point in time is covered.
    struct Cover: Sendable {
        let supplement: Supplement
        /// The stretch that is covered without a gap, breaks counted as covered.
        let span: Span

        static func always(_ supplement: Supplement) -> Cover {
            Cover(supplement: supplement, span: Span(lower: .min, upper: .max))
        }
    }

    private init() {}

    /// - Parameter hours: From the first start to the last end of the day.
    init(_ day: DayPlan, _ approvals: [Approval], hours: Span) {
        let isOff = day.kind != .workday
        for approval in approvals where !approval.isDutyElsewhere {
            add(approval, day, hours)
        }
        let yieldsToOthers = isOff || hasLeave
        // Duty elsewhere yields to leave unless it was approved for such days too.
        for approval in approvals where approval.isDutyElsewhere {
            if approval.includeHolidays || !yieldsToOthers { add(approval, day, hours) }
        }
        if let both = firstHalf, both == secondHalf, whole == nil { whole = both }
    }

    var isEmpty: Bool { whole == nil && !hasHalf && spans.isEmpty }

    var hasHalf: Bool { firstHalf != nil || secondHalf != nil || eitherHalf != nil }

    /// Whether half of the day, and no more, is leave.
    var isHalfLeave: Bool {
        whole == nil && (firstHalf == .leave || secondHalf == .leave || eitherHalf == .leave)
    }

    private var hasLeave: Bool {
        whole == .leave || firstHalf == .leave || secondHalf == .leave || eitherHalf == .leave
            || spans.contains { $0.supplement == .leave }
    }

    /// The same with the undecided half settled.
    func settling(first isFirst: Bool) -> Coverage {
        var result = self
        if isFirst {
            result.firstHalf = firstHalf ?? eitherHalf
        } else {
            result.secondHalf = secondHalf ?? eitherHalf
        }
        result.eitherHalf = nil
        return result
    }

    /// How a moment is covered by what holds from one time to another.
    func cover(_ moment: Int64, pauses: Spans) -> Cover? {
        if let whole { return .always(whole) }
        let hits = spans.filter { $0.span.contains(moment) }
        guard let hit = hits.max(by: { $0.supplement.strength < $1.supplement.strength }) else {
            return nil
        }
        var reach = hit.span
        for _ in 0...(spans.count + pauses.parts.count) {
            for (span, _) in spans where span.lower <= reach.upper && span.upper >= reach.lower {
                reach.lower = min(reach.lower, span.lower)
                reach.upper = max(reach.upper, span.upper)
            }
            for pause in pauses.parts {
                if pause.contains(reach.upper) { reach.upper = pause.upper }
                if pause.contains(reach.lower) { reach.lower = pause.lower }
            }
        }
        return Cover(supplement: hit.supplement, span: reach)
    }

    private mutating func add(_ approval: Approval, _ day: DayPlan, _ hours: Span) {
        if approval.kind == .shiftChange {
            hasShiftChange = hasShiftChange || approval.touches(day.date, hours)
        }
        guard let supplement = approval.supplement else { return }
        switch approval.extent {
        case .dates(let from, let to):
            guard from <= day.date, day.date <= to else { return }
            add(supplement, approval.portion)
        case .time(let from, let to):
            let span = Span(lower: from.milliseconds, upper: to.milliseconds)
            guard span.upper >= hours.lower, span.lower <= hours.upper else { return }
            let isWholeDay = span.lower <= hours.lower && span.upper >= hours.upper
            if isWholeDay, approval.portion != nil {
                add(supplement, approval.portion)
                return
            }
            spans.append((span, supplement))
            guard let portion = approval.portion else { return }
            // Hours say themselves which half they are.
            let isFirst = span.lower + span.upper <= hours.lower + hours.upper
            add(supplement, portion == .half ? (isFirst ? .firstHalf : .secondHalf) : portion)
        }
    }

    private mutating func add(_ supplement: Supplement, _ portion: Approval.Portion?) {
        switch portion {
        case nil: whole = stronger(whole, supplement)
        case .half: eitherHalf = stronger(eitherHalf, supplement)
        case .firstHalf: firstHalf = stronger(firstHalf, supplement)
        case .secondHalf: secondHalf = stronger(secondHalf, supplement)
        }
    }

    private func stronger(_ old: Supplement?, _ new: Supplement) -> Supplement {
        // Duty elsewhere comes last and only where it does not yield.
        guard let old, new != .field else { return new }
        return old.strength >= new.strength ? old : new
    }
}

extension WorkdaySlot.Supplement {
    /// Which of two approvals for the same time is told of.
    fileprivate var strength: Int {
        switch self {
        case .leave: 3
        case .trip: 2
        case .out: 1
        case .none, .field, .remedy: 0
        }
    }
}

extension Approval {
    /// Whether it puts the member at work away from the workplace.
    var isDutyElsewhere: Bool { kind == .onDuty || kind == .remote }

    /// The supplement of the slots that it covers; nil for kinds that cover none.
    var supplement: WorkdaySlot.Supplement? {
        switch kind {
        case .leave: .leave
        case .trip: .trip
        case .out: .out
        case .onDuty, .remote: .field
        case .remedy, .overtime, .shiftChange: nil
        }
    }

    func touches(_ date: CivilDate, _ hours: Span) -> Bool {
        switch extent {
        case .dates(let from, let to): from <= date && date <= to
        case .time(let from, let to):
            to.milliseconds >= hours.lower && from.milliseconds <= hours.upper
        }
    }
}
