import Material
import Reports
import Testing
import Timekeeping

/// A member, a month of rules and punches, and what the engine makes of them.
enum Sample {
    static let member = ReportMember(id: "m-1", name: "王小明", department: "R&D, Berlin")
    static let shanghai = Zone("Asia/Shanghai") ?? .utc

    /// A shift of 09:00 to 18:00 with a break at noon, overtime counted.
    static func rules(_ member: String) throws -> Rules {
        var shift = Shift(
            id: "day", slots: [ShiftSlot(start: try time("09:00"), end: try time("18:00"))])
        shift.breaks = [WallSpan(start: try time("12:00"), end: try time("13:00"))]
        shift.slots[0].closesAfter = 300
        shift.overtime = OvertimeRule()
        var set = RuleSet(zone: shanghai, shifts: ["day": shift])
        set.schedule = .weekly(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map {
                    ($0, $0 == .saturday || $0 == .sunday ? nil : "day")
                }))
        return Rules(member: member, set)
    }

    /// November 2026, all windows closed.
    static func month(_ member: String = "m-1", seed: UInt64 = 1) throws -> [Workday] {
        var random = Seeded(seed)
        let first = try date("2026-11-01")
        var punches: [Punch] = []
        for day in 0..<30 where random.next() % 10 != 0 {
            let date = first.advanced(by: day)
            guard date.weekday != .sunday else { continue }
            let come = try at(date, "08:50").advanced(
                byMilliseconds: Int64(random.next() % 1_800) * 1_000)
            let leave = try at(date, "17:45").advanced(
                byMilliseconds: Int64(random.next() % 9_000) * 1_000)
            punches.append(Punch(at: come, .in))
            if random.next() % 12 != 0 { punches.append(Punch(at: leave, .out)) }
        }
        let ill = first.advanced(by: 9 + Int(random.next() % 5))
        let leave = Approval(id: "a", .leave, .dates(ill, ill.advanced(by: 1)))
        return try Timekeeper(rules(member)).workdays(
            from: first, to: first.advanced(by: 29), punches: punches,
            .init(approvals: [leave], asOf: at(try date("2027-01-01"), "00:00"))
        ).rows
    }

    /// A day with a late arrival and a missing departure.
    static func lateDay() throws -> Workday {
        let date = try date("2026-11-02")
        let rows = try Timekeeper(rules("m-1")).workdays(
            from: date, to: date,
            punches: [Punch(at: at(date, "09:07").advanced(byMilliseconds: 12_000), .in)],
            .init(asOf: at(date.advanced(by: 9), "00:00"))
        ).rows
        return try #require(rows.first)
    }

    static func row(_ workday: Workday, name: String? = "王小明") -> WorkdayRow {
        WorkdayRow(ReportMember(id: workday.member, name: name), workday, in: shanghai)
    }

    static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func time(_ text: String) throws -> WallTime { try #require(WallTime(text)) }

    static func at(_ date: CivilDate, _ text: String) throws -> Instant {
        shanghai.instant(date, try time(text))
    }
}
