import Material
import Timekeeping

/// A month of one member under rules and punches thrown at random.
struct RandomMonth: Sendable {
    let rules: Rules
    let punches: [Punch]
    let context: Timekeeper.Context
    let from: CivilDate
    let to: CivilDate

    /// Months over both changes of the clocks, over the end of a year, and over a Spring Festival.
    init(seed: UInt64) {
        var dice = Seeded(seed)
        let names = ["Europe/Berlin", "America/New_York", "Asia/Shanghai"]
        let zone = Zone(names.randomElement(using: &dice) ?? "") ?? .utc
        let starts = ["2025-03-10", "2025-10-15", "2024-12-15", "2025-01-20"]
        from = CivilDate(starts.randomElement(using: &dice) ?? "") ?? CivilDate(days: 20_000)
        to = from.advanced(by: 30)
        rules = Self.rules(zone, from, &dice)
        let start = zone.instant(from.advanced(by: -2), .midnight)
        punches = (0..<Int.random(in: 0...160, using: &dice)).map { index in
            let minute = Int64.random(in: 0..<(35 * 1440), using: &dice)
            let direction = Punch.Direction.allCases.randomElement(using: &dice) ?? .auto
            return Punch(
                id: "p\(index)", at: start.advanced(byMilliseconds: minute * 60_000), direction)
        }
        context = Timekeeper.Context(
            approvals: Self.approvals(zone, from, &dice),
            asOf: zone.instant(to.advanced(by: Int.random(in: -20...10, using: &dice)), .midnight))
    }

    private static func rules(_ zone: Zone, _ from: CivilDate, _ dice: inout Seeded) -> Rules {
        var day = shift("day", "09:00", "17:30", &dice)
        day.flex = .init(lateBy: 30, earlyBy: 15)
        day.lateOutLateIn = [.init(outAfter: 30, lateBy: 60)]
        day.overtime = OvertimeRule()
        let night = shift("night", "22:00", "06:00", &dice)
        var split = shift("split", "08:00", "12:00", &dice)
        split.slots += shift("", "13:00", "17:00", &dice).slots
        split.minimumMinutes = .init(halfDay: 60, present: 240)
        var set = RuleSet(zone: zone, shifts: ["day": day, "night": night, "split": split])
        set.calendar = dice.chance(50) ? BuiltInCalendar.chinese : nil
        set.settings.hours = dice.chance(50) ? .everyPair : .firstLast
        set.settings.directions = dice.chance(50) ? .given : .alternating
        set.settings.missingOut = dice.chance(50) ? .leaveOpen : .closeAtShiftEnd
        set.settings.remedyQuota = 2
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: set.schedule = .free(.init(dayStartsAt: WallTime("04:00"), requiredMinutes: 300))
        case 1: set.schedule = .rotation(anchor: from, cycle: ["day", "night", nil, "split"])
        case 2: set.schedule = .weekly([.monday: "day", .tuesday: "night", .friday: "split"])
        default: set.defaultShift = "day"
        }
        var later = set
        later.version = 2
        later.shifts["day"]?.slots[0].lateGrace = 45
        var rules = Rules(
            member: "m",
            versions: [
                .init(from: nil, set: set), .init(from: from.advanced(by: 14), set: later),
            ])
        for offset in [3, 9, 10, 20] where dice.chance(50) {
            let ids = [["night"], ["day"], [], ["split"]].randomElement(using: &dice) ?? []
            rules.roster[from.advanced(by: offset)] = ids
        }
        if dice.chance(20) { rules.hiredOn = from.advanced(by: 4) }
        if dice.chance(20) { rules.leftOn = from.advanced(by: 25) }
        return rules
    }

    private static func shift(
        _ id: String, _ start: String, _ end: String, _ dice: inout Seeded
    ) -> Shift {
        var slot = ShiftSlot(
            start: WallTime(start) ?? .midnight, end: WallTime(end) ?? .midnight)
        slot.opensBefore = Int.random(in: 0...180, using: &dice)
        slot.closesAfter = Int.random(in: 0...240, using: &dice)
        slot.offDutyRequired = dice.chance(80)
        return Shift(id: id, slots: [slot])
    }

    private static func approvals(
        _ zone: Zone, _ from: CivilDate, _ dice: inout Seeded
    ) -> [Approval] {
        (0..<Int.random(in: 0...8, using: &dice)).map { index in
            let date = from.advanced(by: Int.random(in: 0...30, using: &dice))
            let start = zone.instant(
                date, .midnight, plusMinutes: Int.random(in: 0..<1440, using: &dice))
            let length = Int64.random(in: 0...600, using: &dice) * 60_000
            let extent: Approval.Extent =
                dice.chance(50)
                ? .dates(date, date.advanced(by: dice.chance(30) ? 2 : 0))
                : .time(start, start.advanced(byMilliseconds: length))
            var approval = Approval(
                id: "a\(index)", Approval.Kind.allCases.randomElement(using: &dice) ?? .leave,
                extent)
            approval.portion =
                dice.chance(30) ? Approval.Portion.allCases.randomElement(using: &dice) : nil
            approval.includeHolidays = dice.chance(30)
            return approval
        }
    }
}
