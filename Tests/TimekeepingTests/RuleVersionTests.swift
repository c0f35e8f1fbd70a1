import Testing
import Timekeeping

struct RuleVersionTests {
    @Test
    func `each date goes by the version in force, and its row says which`() throws {
        let old = try Sample.set()
        var new = old
        new.version = 2
        new.shifts["day"] = try Sample.shift(from: "10:00", to: "19:00")
        let change = try #require(CivilDate("2025-03-12"))
        let rules = Rules(
            member: "e1",
            versions: [.init(from: nil, set: old), .init(from: change, set: new)])
        let punches = try ["2025-03-11T09:30", "2025-03-12T09:30"].map {
            Punch(at: try Sample.instant($0), .in)
        }

        let rows = try Timekeeper(rules).workdays(
            from: change.advanced(by: -1), to: change, punches: punches,
            .init(asOf: try Sample.instant("2025-03-20T00:00"))
        ).rows

        #expect(rows.map(\.ruleVersion) == [1, 2])
        #expect(rows.map(\.lateMinutes) == [30, 0])
    }

    @Test
    func `an off-shift punch becomes owned when the rules change`() throws {
        let punch = Punch(id: "p", at: try Sample.instant("2025-03-12T07:30"), .in)
        let date = try #require(CivilDate("2025-03-12"))
        let context = Timekeeper.Context(asOf: try Sample.instant("2025-03-20T00:00"))
        var rules = try Sample.rules()

        let before = try Timekeeper(rules).workdays(
            from: date, to: date, punches: [punch], context)
        rules.versions[0].set.shifts["day"]?.slots[0].opensBefore = 120
        let after = try Timekeeper(rules).workdays(
            from: date, to: date, punches: [punch], context)

        #expect(before.punches[0].isOffShift && before.rows[0].notes == [.offShiftPunches])
        #expect(!after.punches[0].isOffShift && after.rows[0].notes == [.forgottenCheckOut])
    }

    @Test
    func `a member whose rules are broken is told apart, with the place of the fault`() throws {
        var rules = try Sample.rules()
        let date = try #require(CivilDate("2025-03-12"))
        rules.roster[date] = ["day", "gone"]

        #expect(throws: RuleError(.unknownShift("gone"), at: ["roster", "2025-03-12", "1"])) {
            try Timekeeper(rules)
        }
    }

    @Test
    func `a calendar's version is on the rows that went by it`() throws {
        var set = try Sample.set()
        set.calendar = BuiltInCalendar.chinese
        set.calendar?.version = 7
        let date = try #require(CivilDate("2025-10-01"))

        let rows = try Timekeeper(Rules(member: "e1", set)).workdays(
            from: date, to: date, punches: [],
            .init(asOf: try Sample.instant("2025-10-20T00:00"))
        ).rows

        #expect(rows[0].calendarVersion == 7 && rows[0].isStatutory)
    }
}
