import Foundation
import Material
import Testing
import Timekeeping

struct ZoneTests {
    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Africa/Casablanca",
        "Europe/Istanbul", "Asia/Pyongyang", "Europe/Moscow", "Pacific/Apia",
        "Australia/Lord_Howe", "UTC",
    ])
    func `offsets are the database's own, from 1985 to 2105`(name: String) throws {
        let zone = try #require(Zone(name))
        let reference = try #require(TimeZone(identifier: name))
        var dice = Seeded(5)

        for _ in 0..<20_000 {
            let second = Int64.random(in: 473_385_600..<4_260_211_200, using: &dice)
            let date = Date(timeIntervalSince1970: Double(second))
            let local = second + Int64(reference.secondsFromGMT(for: date))
            let civil = zone.civil(Instant(milliseconds: second * 1_000))
            let shown = Int64(civil.date.days) * 86_400 + Int64(civil.millisecondOfDay / 1_000)
            #expect(shown == local)
        }
    }

    @Test
    func `a skipped time moves on and of a repeated time the first is meant`() throws {
        let zone = try #require(Zone("Europe/Berlin"))
        func utc(_ text: String) throws -> Instant {
            try #require(CivilTime(text)).instant(in: zone)
        }

        #expect(try utc("2025-03-30T02:30") == utc("2025-03-30T01:30:00Z"))
        #expect(try utc("2025-03-30T03:00") == utc("2025-03-30T01:00:00Z"))
        #expect(try utc("2025-03-30T01:59") == utc("2025-03-30T00:59:00Z"))
        #expect(try utc("2025-10-26T02:30") == utc("2025-10-26T00:30:00Z"))
        #expect(try utc("2025-10-26T03:00") == utc("2025-10-26T02:00:00Z"))
    }

    @Test
    func `every civil time of a year goes there and back`() throws {
        for name in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] {
            let zone = try #require(Zone(name))
            for hour in 0..<8_760 {
                let instant = Instant(milliseconds: 1_735_689_600_000 + Int64(hour) * 3_600_000)
                let (date, millisecond) = zone.civil(instant)
                let time = try #require(WallTime(minutes: millisecond / 60_000))
                let back = zone.instant(date, time).milliseconds(since: instant)
                #expect(back == 0 || back == -3_600_000 || back == -1_800_000)
            }
        }
    }

    @Test
    func `dates agree with Foundation's from year 1 to 9999`() {
        #expect(CivilDate(year: 1, month: 1, day: 1)?.days == -719_162)
        #expect(CivilDate(year: 9999, month: 12, day: 31)?.days == 2_932_896)
        #expect(CivilDate("2024-02-29") != nil && CivilDate("2025-02-29") == nil)
        #expect(CivilDate("1900-02-29") == nil && CivilDate("2000-02-29") != nil)
        for days in stride(from: -719_162, through: 2_932_896, by: 31) {
            let date = CivilDate(days: days)
            let (year, month, day) = date.parts
            #expect(CivilDate(year: year, month: month, day: day) == date)
            #expect(CivilDate(date.description) == date)
        }
        #expect(CivilDate("2025-03-12")?.weekday == .wednesday)
    }

    @Test(arguments: [
        "", "2025-3-12", "2025-13-01", "2025-00-10", "2025-01-32", "0000-01-01", "2025-01-01 ",
        "２０２５-01-01", "2025-01-01T00:00", "-025-01-01",
    ])
    func `what is no date is refused`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [
        "2025-03-12T24:00", "2025-03-12T09:60", "2025-03-12T09:00:60", "2025-03-12T09",
        "2025-03-12T09:00:00.", "2025-03-12T09:00+24:00", "2025-03-12T09:00+0800",
        "2025-03-12T09:00:00.1234567891", "2025-03-12T09:00ZZ", "2025-03-12 09:00",
    ])
    func `what is no civil time is refused`(text: String) {
        #expect(CivilTime(text) == nil)
    }
}
