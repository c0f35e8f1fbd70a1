import Material
import Testing
import Timekeeping

/// A month of 2,000 members, 22 workdays of 4 punches each, against sums made without the engine.
struct MonthTests {
    @Test
    func `a month of many members comes to what was punched`() throws {
        #if DEBUG
        let members = 60
        #else
        let members = 2_000
        #endif
        let company = Company(members: members)

        let sheets = try company.punches.map { punches in
            let sheet = try Timekeeper(company.rules).workdays(
                from: company.from, to: company.to, punches: punches, company.context)
            return Timesheet(member: "m", sheet.rows)
        }

        #expect(sheets.count == members)
        for (sheet, sums) in zip(sheets, company.sums) {
            #expect(sheet.daysDue == 22 && sheet.daysPresent == 22 && sheet.daysAbsent == 0)
            #expect(sheet.workedMinutes == sums.worked)
            #expect(sheet.lateMinutes == sums.late && sheet.lateCount == sums.lateCount)
            #expect(sheet.overtimeMinutes.workday == sums.overtime)
            #expect(sheet.missingCount == 0 && sheet.earlyCount == 0)
        }
    }

    /// Punches and, beside them, the sums they were made for.
    private struct Company {
        let rules: Rules
        let from: CivilDate
        let to: CivilDate
        let context: Timekeeper.Context
        var punches: [[Punch]] = []
        var sums: [Sums] = []

        struct Sums {
            var worked = 0
            var late = 0
            var lateCount = 0
            var overtime = 0
        }

        init(members: Int) {
            // December 2025 without 25 December as a day off has 23 weekdays; the 31st is left out.
            from = CivilDate("2025-12-01") ?? CivilDate(days: 0)
            to = CivilDate("2025-12-30") ?? CivilDate(days: 0)
            let zone = Zone("Asia/Shanghai") ?? .utc
            var slot = ShiftSlot(
                start: WallTime("09:00") ?? .midnight, end: WallTime("18:00") ?? .midnight)
            slot.opensBefore = 120
            slot.closesAfter = 300
            slot.lateGrace = 5
            var shift = Shift(id: "day", slots: [slot])
            shift.overtime = OvertimeRule()
            var set = RuleSet(zone: zone, shifts: ["day": shift])
            set.defaultShift = "day"
            set.calendar = BuiltInCalendar.chinese
            rules = Rules(member: "m", set)
            context = Timekeeper.Context(asOf: zone.instant(to.advanced(by: 9), .midnight))
            var dice = Seeded(11)
            for _ in 0..<members { addMember(zone, &dice) }
        }

        private mutating func addMember(_ zone: Zone, _ dice: inout Seeded) {
            var sum = Sums()
            var own: [Punch] = []
            for offset in 0..<30 where !from.advanced(by: offset).weekday.isWeekend {
                let midnight = zone.instant(from.advanced(by: offset), .midnight)
                let arrival = Int.random(in: 520...570, using: &dice)
                let lunch = Int.random(in: 715...725, using: &dice)
                let back = Int.random(in: 770...785, using: &dice)
                let leaving = Int.random(in: 1_080...1_200, using: &dice)
                for (minute, direction) in [
                    (arrival, Punch.Direction.in), (lunch, .out), (back, .in), (leaving, .out),
                ] {
                    own.append(
                        Punch(
                            at: midnight.advanced(byMilliseconds: Int64(minute) * 60_000),
                            direction))
                }
                sum.worked += lunch - arrival + leaving - back
                sum.overtime += leaving - 1_080
                if arrival > 545 {
                    sum.late += arrival - 540
                    sum.lateCount += 1
                }
            }
            punches.append(own)
            sums.append(sum)
        }
    }
}
