import Testing
import Timekeeping

struct TimesheetTests {
    @Test
    func `a timesheet counts days by status and leaves out the slots of absent days`() throws {
        var set = try Sample.set()
        set.calendar = BuiltInCalendar.chinese
        set.shifts["day"]?.overtime = OvertimeRule()
        set.shifts["day"]?.slots[0].closesAfter = 300
        let from = try #require(CivilDate("2025-09-29"))
        let texts: [(String, Punch.Direction)] = [
            // Monday, present with two hours of overtime and ten minutes late.
            ("2025-09-29T09:10", .in), ("2025-09-29T20:00", .out),
            // Wednesday, National Day: three hours. Thursday of the week after: no check-out.
            ("2025-10-01T10:00", .in), ("2025-10-01T13:00", .out), ("2025-10-09T09:00", .in),
            // Saturday that is made up, left an hour early; Sunday, one hour.
            ("2025-10-11T09:00", .in), ("2025-10-11T17:00", .out),
            ("2025-10-12T09:00", .in), ("2025-10-12T10:00", .out),
        ]
        let punches = try texts.map { Punch(at: try Sample.instant($0.0), $0.1) }
        let friday = try #require(CivilDate("2025-10-10"))
        let leave = Approval(id: "l", .leave, .dates(friday, friday))

        let sheet = Timesheet(
            member: "e1",
            try Timekeeper(Rules(member: "e1", set)).workdays(
                from: from, to: from.advanced(by: 13), punches: punches,
                .init(approvals: [leave], asOf: try Sample.instant("2025-11-01T00:00"))
            ).rows)

        #expect(sheet.daysDue == 5)
        #expect(sheet.daysPresent == 3 && sheet.daysAbsent == 1 && sheet.daysLeave == 1)
        #expect(sheet.daysHoliday == 8 && sheet.daysHalf == 0)
        #expect(sheet.lateCount == 1 && sheet.lateMinutes == 10)
        #expect(sheet.earlyCount == 1 && sheet.earlyMinutes == 60)
        #expect(sheet.missingCount == 1 && sheet.leaveMinutes == 540)
        #expect(sheet.overtimeMinutes.workday == 120)
        #expect(sheet.overtimeMinutes.rest == 60 && sheet.overtimeMinutes.holiday == 180)
        #expect(sheet.workedMinutes == 650 + 180 + 480 + 60)
    }
}
