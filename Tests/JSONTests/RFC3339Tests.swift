import Foundation
import JSON
import Material
import Testing

struct RFC3339Tests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-23T08:58:41.120+08:00", 1_795_395_521_120),
            ("2026-11-23T00:58:41.12Z", 1_795_395_521_120),
            ("2026-11-22T19:28:41.1-05:30", 1_795_395_521_100),
            ("2026-11-23T00:58:41.999999999Z", 1_795_395_521_999),
            ("2000-02-29T12:00:00Z", 951_825_600_000),
            ("2024-02-29T23:59:59+23:59", 1_709_164_859_000),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("1970-01-01T00:00:00-00:00", 0),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("1969-12-31T23:59:59.0005Z", -1_000),
        ] as [(String, Int64)])
    func `an instant with an offset is read`(text: String, milliseconds: Int64) {
        #expect(RFC3339.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T08:58:41", "2026-11-23T08:58:41.Z", "2026-11-23T08:58Z",
        "2026-11-23 08:58:41Z", "2026-11-23t08:58:41Z", "2026-11-23T08:58:41z",
        "2026-11-23T24:00:00Z", "2026-11-23T23:60:00Z", "2026-11-23T23:59:60Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z", "2026-11-23T08:58:41+0800", "2026-11-23T08:58:41+08",
        "2026-11-23T08:58:41+24:00", "2026-11-23T08:58:41+08:60", "2026-11-23T08:58:41+8:00",
        "2026-11-23T08:58:41.1234567890Z", "2026-11-23T08:58:41,5Z", "2026-11-23T08:58:41.5",
        "2026-11-23T08:58:41Z ", " 2026-11-23T08:58:41Z", "+2026-11-23T08:58:41Z",
        "-026-11-23T08:58:41Z", "12026-11-23T08:58:41Z", "2026-1-23T08:58:41.0Z",
        "2026-11-23T08:58:41ZZ", "2026-11-23T08:58:41+08:00Z", "2026-11-23T-8:58:41Z",
        "２026-11-23T08:58:41Z", "2026-11-23T08:58:41\u{2212}08:00", "2026-W48-1T08:58:41.00Z",
        "2026-11-23T08:58:41.12a4Z", "2026-11-23T08:58:41.5+08:000", "20261123T085841.000Z",
    ])
    func `anything else is not an instant`(text: String) {
        #expect(RFC3339.milliseconds(text) == nil)
    }

    @Test func `an instant is written as it is read, on every day of four centuries`() {
        var previous = ""
        for day in -36_525...109_575 as ClosedRange<Int64> {
            let milliseconds = day * 86_400_000 + day & 0xFFFF

            let text = RFC3339.string(milliseconds: milliseconds)

            #expect(RFC3339.milliseconds(text) == milliseconds)
            #expect(text.prefix(10) > previous)
            previous = String(text.prefix(10))
        }
    }

    @Test func `instants are written as Foundation writes them`() {
        var random = Seeded(9)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<5_000 {
            let milliseconds = Int64.random(
                in: -2_000_000_000_000...8_000_000_000_000, using: &random)
            let whole = milliseconds / 1_000 * 1_000

            let date = Date(timeIntervalSince1970: Double(whole / 1_000))

            #expect(RFC3339.string(milliseconds: whole) == date.formatted(style))
        }
    }

    @Test func `instants beyond the years that can be written stop at the ends`() {
        #expect(RFC3339.string(milliseconds: .min) == "0000-01-01T00:00:00.000Z")
        #expect(RFC3339.string(milliseconds: .max) == "9999-12-31T23:59:59.999Z")
        #expect(RFC3339.string(milliseconds: 1_795_395_521_120) == "2026-11-23T00:58:41.120Z")
    }

    @Test(arguments: [
        ("2026-02-28", true), ("2024-02-29", true), ("2000-02-29", true), ("1900-02-29", false),
        ("2026-2-28", false), ("2026-02-28T", false), ("2026-06-31", false), ("", false),
        ("2026/02/28", false), ("20260228", false), ("2026-02-2a", false), ("０026-02-2", false),
    ])
    func `a date is real or nothing`(text: String, isDate: Bool) {
        #expect((RFC3339.date(text) != nil) == isDate)
    }

    @Test func `months and wall times are read in one form only`() throws {
        let month = try #require(RFC3339.month("2026-11"))

        #expect(month == (2026, 11))
        for text in ["2026-13", "2026-00", "2026-1", "2026-11-", "202-111", "2026"] {
            #expect(RFC3339.month(text) == nil)
        }
        #expect(RFC3339.wallTime("00:00") == 0)
        #expect(RFC3339.wallTime("23:59") == 1_439)
        for text in ["24:00", "9:00", "09:60", "09:00:00", "09-00", "0900", "09:0x", ""] {
            #expect(RFC3339.wallTime(text) == nil)
        }
    }
}
