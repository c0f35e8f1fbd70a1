/// What a member would do next at an instant.
public struct NextAction: Hashable, Sendable {
    /// `in` or `out`.
    public let direction: Punch.Direction
    /// The work date that a punch would belong to; nil when it would be off-shift.
    public let workDate: CivilDate?
    /// The shift; nil when the punch would be off-shift or the day is open.
    public let shift: String?
    /// When the window of the instance opens, trimmed; nil without a shift.
    public let opens: Instant?
    /// When the window of the instance closes, trimmed; nil without a shift.
    public let closes: Instant?
}

extension Timekeeper {
    /// What comes next by the punches of the current instance alone.
    ///
    /// A check-out forgotten in an earlier instance never makes the first punch of this one an OUT.
    /// Punches of the instant itself and later ones are left out of account.
    public func nextAction(at instant: Instant, after punches: [Punch]) -> NextAction {
        let (compiled, timeline) = timeline(around: instant)
        // `in` comes behind `out` at the same instant, so the probe stays the last.
        let probe = Punch(at: instant, .auto)
        let earlier = punches.filter { $0.at < instant }
        let placement = Placement(earlier + [probe], on: timeline, compiled)
        guard let owner = placement.owners.last else {
            return NextAction(
                direction: .in, workDate: nil, shift: nil, opens: nil, closes: nil)
        }
        let own = zip(placement.punches, placement.owners).dropLast()
            .filter { $0.1 == owner }.map(\.0)
        let settings = compiled.set(on: compiled.date(of: instant)).set.settings
        switch owner {
        case .instance(let number):
            let instance = timeline.instances[number]
            return NextAction(
                direction: Self.turn(own, settings), workDate: instance.date,
                shift: instance.plan.shift.id, opens: Instant(milliseconds: instance.opens),
                closes: Instant(milliseconds: instance.closes))
        case .open(let day):
            var settings = settings
            if timeline.days[day].rules.freeHours != nil { settings.directions = .alternating }
            return NextAction(
                direction: Self.turn(own, settings), workDate: timeline.days[day].date,
                shift: nil, opens: nil, closes: nil)
        case .offShift:
            return NextAction(
                direction: Self.turn(own, settings), workDate: nil, shift: nil, opens: nil,
                closes: nil)
        }
    }

    /// What a live punch means to the workday that it belongs to.
    ///
    /// - Parameters:
    ///   - punch: The punch, `auto` already resolved or not.
    ///   - others: The punches round it; it may be among them.
    ///   - context: Approvals, and the instant of the evaluation.
    public func meaning(
        of punch: Punch, among others: [Punch], _ context: Context
    ) -> PunchMeaning {
        let date = compiled.date(of: punch.at)
        let all = others.contains(punch) ? others : others + [punch]
        let sheet = workdays(
            from: date.advanced(by: -1), to: date.advanced(by: 1), punches: all, context)
        guard let place = sheet.punches.first(where: { $0.punch == punch }) else {
            return PunchMeaning(date: date)
        }
        var meaning = PunchMeaning(date: place.workDate ?? date)
        meaning.shift = place.shift
        meaning.slot = place.slot
        guard let row = sheet.rows.first(where: { $0.date == place.workDate }),
            let slot = row.slots.first(where: {
                $0.slot == place.slot && $0.shift == place.shift
                    && ($0.slot == .open || ($0.at == punch.at && $0.checkIn == punch.id))
            })
        else { return meaning }
        meaning.scheduledAt = slot.scheduledAt
        meaning.result = slot.result
        meaning.minutes = slot.minutes
        return meaning
    }

    private static func turn(_ punches: [Punch], _ settings: Settings) -> Punch.Direction {
        var settings = settings
        // Under first-last hours the last punch closes the day; turns go by pairs all the same.
        settings.hours = .everyPair
        return Pairing(punches, settings).openIn == nil ? .in : .out
    }
}
