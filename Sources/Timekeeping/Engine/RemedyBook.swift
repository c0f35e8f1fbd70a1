/// Which remedies count, date by date, within the quota and the deadline.
struct RemedyBook: Sendable {
    private(set) var claims: [CivilDate: [Claim]] = [:]
    private(set) var refusals: [CivilDate: [Workday.Note]] = [:]

    /// One remedy that may fill one slot.
    struct Claim: Hashable, Sendable {
        let date: CivilDate
        let slot: SlotName?
        /// When the member says to have come or gone; nil = when it was due.
        let time: Instant?
    }

    init() {}

    init(_ approvals: [Approval], _ compiled: CompiledRules, asOf: Instant) {
        var used: [Int: Int] = [:]
        for approval in approvals.filter({ $0.kind == .remedy }).sorted(by: Self.precedes) {
            let claim = Self.claim(approval, compiled)
            let rules = compiled.set(on: claim.date).set
            let filed = rules.zone.civil(approval.filedAt ?? asOf).date
            if let days = rules.settings.remedyDeadlineDays,
                Int(filed.days) - Int(claim.date.days) > days
            {
                refusals[claim.date, default: []].append(.remedyTooLate)
                continue
            }
            let (year, month, _) = claim.date.parts
            used[year * 12 + month, default: 0] += 1
            if let quota = rules.settings.remedyQuota,
                used[year * 12 + month, default: 0] > quota
            {
                refusals[claim.date, default: []].append(.remedyQuotaExceeded)
                continue
            }
            claims[claim.date, default: []].append(claim)
        }
    }

    private static func claim(_ approval: Approval, _ compiled: CompiledRules) -> Claim {
        switch approval.extent {
        case .dates(let date, _): return Claim(date: date, slot: approval.slot, time: nil)
        case .time(let from, let to):
            return Claim(
                date: workDate(of: from, compiled), slot: approval.slot,
                time: from == to ? from : nil)
        }
    }

    /// The work date of the instance whose window holds an instant, else the civil date.
    private static func workDate(of instant: Instant, _ compiled: CompiledRules) -> CivilDate {
        let civil = compiled.date(of: instant)
        let timeline = Timeline(
            compiled, from: civil.advanced(by: -3), to: civil.advanced(by: 3))
        let owner = timeline.order.first {
            let instance = timeline.instances[$0]
            return Span(lower: instance.opens, upper: instance.closes)
                .contains(instant.milliseconds)
        }
        return owner.map { timeline.instances[$0].date } ?? civil
    }

    private static func precedes(_ one: Approval, _ other: Approval) -> Bool {
        let (first, second) = (one.filedAt ?? .init(milliseconds: .max), other.filedAt)
        if first != second ?? .init(milliseconds: .max) {
            return first < second ?? .init(milliseconds: .max)
        }
        let (begins, otherBegins) = (one.extent.beginning, other.extent.beginning)
        if begins != otherBegins { return begins < otherBegins }
        return one.id < other.id
    }
}

extension Approval.Extent {
    /// When it begins, near enough to put extents in order.
    var beginning: Int64 {
        switch self {
        case .dates(let from, _): Int64(from.days) * 86_400_000
        case .time(let from, _): from.milliseconds
        }
    }
}
