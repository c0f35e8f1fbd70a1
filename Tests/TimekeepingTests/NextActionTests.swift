import Testing
import Timekeeping

struct NextActionTests {
    @Test(arguments: [
        ("2025-03-12T08:30", [], Punch.Direction.in, "2025-03-12"),
        ("2025-03-12T12:00", ["2025-03-12T08:58"], .out, "2025-03-12"),
        ("2025-03-12T13:00", ["2025-03-12T08:58", "2025-03-12T12:00"], .in, "2025-03-12"),
        // A check-out forgotten on the eleventh.
        ("2025-03-12T08:30", ["2025-03-11T08:58"], .in, "2025-03-12"),
        ("2025-03-12T08:30", ["2025-03-10T08:58", "2025-03-11T08:58"], .in, "2025-03-12"),
        ("2025-03-12T18:00", ["2025-03-11T08:58", "2025-03-12T09:00"], .out, "2025-03-12"),
    ])
    func `the next action looks at the current instance only`(
        at: String, earlier: [String], direction: Punch.Direction, date: String
    ) throws {
        let keeper = try Timekeeper(Sample.rules())

        let next = try keeper.nextAction(
            at: Sample.instant(at), after: earlier.map { Punch(at: try Sample.instant($0)) })

        #expect(next.direction == direction)
        #expect(next.workDate == CivilDate(date))
        #expect(next.shift == "day")
    }

    @Test
    func `directions that were given count for the next action`() throws {
        let keeper = try Timekeeper(Sample.rules())
        let lone = [Punch(at: try Sample.instant("2025-03-12T08:40"), .out)]

        let next = keeper.nextAction(at: try Sample.instant("2025-03-12T08:50"), after: lone)

        #expect(next.direction == .in)
    }

    @Test
    func `outside every window the next action is an arrival of no shift`() throws {
        let keeper = try Timekeeper(Sample.rules())

        let next = keeper.nextAction(at: try Sample.instant("2025-03-12T03:00"), after: [])

        #expect(next.direction == .in && next.shift == nil && next.workDate == nil)
    }

    @Test
    func `a late arrival's receipt names slot, due time, result and minutes`() throws {
        let keeper = try Timekeeper(Sample.rules())
        let punch = Punch(id: "c1", at: try Sample.instant("2025-03-12T09:07:30"), .in)

        let meaning = keeper.meaning(of: punch, among: [], .init(asOf: punch.at))

        #expect(meaning.date == CivilDate("2025-03-12") && meaning.shift == "day")
        #expect(meaning.slot == .onDuty && meaning.result == .late && meaning.minutes == 7)
        #expect(meaning.scheduledAt == (try Sample.instant("2025-03-12T09:00")))
    }

    @Test
    func `the receipt of a departure names the off-duty slot`() throws {
        let keeper = try Timekeeper(Sample.rules())
        let came = Punch(id: "c1", at: try Sample.instant("2025-03-12T09:00"), .in)
        let left = Punch(id: "c2", at: try Sample.instant("2025-03-12T17:30"), .out)

        let meaning = keeper.meaning(of: left, among: [came, left], .init(asOf: left.at))

        #expect(meaning.slot == .offDuty && meaning.result == .early && meaning.minutes == 30)
    }

    @Test
    func `a punch outside every window has a date and nothing else`() throws {
        let keeper = try Timekeeper(Sample.rules())
        let punch = Punch(id: "c1", at: try Sample.instant("2025-03-12T03:00"), .in)

        let meaning = keeper.meaning(of: punch, among: [], .init(asOf: punch.at))

        #expect(meaning.date == CivilDate("2025-03-12"))
        #expect(meaning.shift == nil && meaning.slot == nil && meaning.result == nil)
    }
}
