import Material
import Testing
import Timekeeping

struct PropertyTests {
    @Test(arguments: 0..<60)
    func `computing again gives the same`(seed: Int) throws {
        let month = RandomMonth(seed: UInt64(seed))

        let once = try sheet(month, month.punches)
        let again = try sheet(month, month.punches)

        #expect(once == again)
        #expect(once.rows.count == 31)
    }

    @Test(arguments: 0..<60)
    func `the order of punches and approvals changes nothing`(seed: Int) throws {
        let month = RandomMonth(seed: UInt64(seed))
        var dice = Seeded(UInt64(seed) &+ 77)

        let shuffled = try Timekeeper(month.rules).workdays(
            from: month.from, to: month.to, punches: month.punches.shuffled(using: &dice),
            .init(
                approvals: month.context.approvals.shuffled(using: &dice),
                asOf: month.context.asOf))

        let ordered = try sheet(month, month.punches)
        #expect(ordered.punches == shuffled.punches)
        let pairs = zip(ordered.rows, shuffled.rows).filter { $0 != $1 }
        #expect(pairs.map(\.0) == pairs.map(\.1))
    }

    @Test(arguments: 0..<60)
    func `splitting a month into any ranges gives the same rows`(seed: Int) throws {
        let month = RandomMonth(seed: UInt64(seed))
        let keeper = try Timekeeper(month.rules)
        var dice = Seeded(UInt64(seed) &+ 99)
        let zone = month.rules.versions[0].set.zone
        var rows: [Workday] = []
        var first = month.from

        while first <= month.to {
            let last = min(first.advanced(by: Int.random(in: 0...9, using: &dice)), month.to)
            // No more than what a caller that asks for this range must give.
            let begin = zone.instant(first.advanced(by: -keeper.reach), .midnight)
            let end = zone.instant(last.advanced(by: 3), .midnight)
            rows +=
                keeper.workdays(
                    from: first, to: last,
                    punches: month.punches.filter { begin <= $0.at && $0.at < end },
                    month.context
                ).rows
            first = last.advanced(by: 1)
        }

        #expect(try sheet(month, month.punches).rows == rows)
    }

    @Test(arguments: 0..<60)
    func `no punch is lost, and what owns it opens before and closes after`(seed: Int) throws {
        let month = RandomMonth(seed: UInt64(seed))

        let sheet = try sheet(month, month.punches)

        #expect(Set(sheet.punches.map(\.punch)) == Set(month.punches))
        #expect(sheet.punches.count == month.punches.count)
        for place in sheet.punches where !place.isOffShift {
            #expect(place.opens.map { $0 <= place.punch.at } ?? false)
            #expect(place.closes.map { place.punch.at <= $0 } ?? false)
        }
        let zone = month.rules.versions[0].set.zone
        for place in sheet.punches where place.isOffShift {
            let date = zone.civil(place.punch.at).date
            let near = sheet.rows.filter { abs(Int($0.date.days) - Int(date.days)) <= 1 }
            #expect(near.count < 3 || near.contains { $0.notes.contains(.offShiftPunches) })
        }
    }

    @Test(arguments: 0..<60)
    func `totals agree with their slots and nothing is negative`(seed: Int) throws {
        let month = RandomMonth(seed: UInt64(seed))

        for row in try sheet(month, month.punches).rows {
            let late = row.slots.filter(\.result.isLate).map(\.minutes).reduce(0, +)
            #expect(row.lateMinutes == late)
            #expect(row.workedMinutes >= 0 && row.workedMinutes <= 1_500)
            #expect(row.overtimeMinutes >= 0 && row.leaveMinutes >= 0)
            #expect(row.slots.allSatisfy { $0.minutes >= 0 })
        }
    }

    private func sheet(_ month: RandomMonth, _ punches: [Punch]) throws -> Timekeeper.Sheet {
        try Timekeeper(month.rules).workdays(
            from: month.from, to: month.to, punches: punches, month.context)
    }
}
