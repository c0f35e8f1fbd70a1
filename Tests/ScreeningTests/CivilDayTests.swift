import Foundation
import Testing
import Timekeeping

@testable import Screening

struct CivilDayTests {
    @Test(arguments: [
        ("2026-11-23", 1_795_392_000_000), ("1970-01-01", 0), ("2024-02-29", 1_709_164_800_000),
        ("0000-03-01", -62_162_035_200_000),
    ])
    func `a date is the day of its first and its last instant`(text: String, start: Int64) throws {
        let day = try #require(CivilDay(text))

        #expect(CivilDay(of: Instant(milliseconds: start), in: .gmt) == day)
        #expect(CivilDay(of: Instant(milliseconds: start + 86_399_999), in: .gmt) == day)
        #expect(CivilDay(of: Instant(milliseconds: start - 1), in: .gmt) < day)
    }

    @Test func `the zone decides where a day begins`() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let evening = Instant(milliseconds: 1_795_392_000_000 - 8 * 3_600_000)

        #expect(CivilDay(of: evening, in: zone) == CivilDay("2026-11-23"))
    }

    @Test(arguments: [
        "", "2026-11-31", "2026-02-29", "2026-13-01", "2026-1-1", "+026-01-01", "2026-01-01-",
        "２０２６-01-01",
    ])
    func `what is no date is refused`(text: String) {
        #expect(CivilDay(text) == nil)
    }
}
