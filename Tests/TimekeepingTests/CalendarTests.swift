import Foundation
import Material
import Testing
import Timekeeping

struct CalendarTests {
    private let calendar = BuiltInCalendar.chinese

    @Test
    func `the years 2004 to 2026 are published, their neighbours are not`() throws {
        #expect(calendar.publishedYears == Set(2004...2026))
        #expect(!calendar.isPublished(try #require(CivilDate("2003-12-31"))))
        #expect(calendar.isPublished(try #require(CivilDate("2004-01-01"))))
        #expect(calendar.isPublished(try #require(CivilDate("2026-12-31"))))
        #expect(!calendar.isPublished(try #require(CivilDate("2027-01-01"))))
    }

    @Test
    func `make-up workdays are weekend days and holidays off are not workdays`() {
        for (date, day) in calendar.days {
            if day.kind == .workday { #expect(date.weekday.isWeekend) }
            if day.isStatutory { #expect(day.kind == .holiday) }
        }
    }

    @Test
    func `as many statutory days a year as the law has, festivals on one date counted once`() {
        // Before 2008 it is 1 + 3 + 3 + 3; then 1 + 3 + 1 + 1 + 1 + 1 + 3; since 2025 two more.
        for year in 2004...2026 {
            let count = calendar.days.count { $0.key.parts.year == year && $0.value.isStatutory }
            let law = year < 2008 ? 10 : year < 2025 ? 11 : 13
            // 2015 had a memorial day more; in 2009 and 2020 Mid-autumn was a National Day.
            let shared = [2009, 2020].contains(year) ? 1 : 0
            #expect(count == law + (year == 2015 ? 1 : 0) - shared, "\(year)")
        }
    }

    @Test
    func `lunar festivals stand where the lunar calendar has them`() {
        var lunar = Foundation.Calendar(identifier: .chinese)
        lunar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
        for (date, day) in calendar.days where day.isStatutory {
            let noon = Date(timeIntervalSince1970: Double(date.days) * 86_400 + 14_400)
            let parts = lunar.dateComponents([.month, .day, .isLeapMonth], from: noon)
            switch day.name {
            case "Spring Festival":
                let isEve = parts.month == 12 && (parts.day ?? 0) >= 29
                #expect((parts.month == 1 && (1...3).contains(parts.day ?? 0)) || isEve)
            case "Dragon Boat Festival": #expect(parts.month == 5 && parts.day == 5)
            case "Mid-autumn Festival":
                #expect(parts.month == 8 && parts.day == 15)
            default: break
            }
        }
    }

    @Test
    func `an imported year is published and lies over the built-in one`() throws {
        let date = try #require(CivilDate("2027-02-06"))
        let imported = WorkCalendar(days: [date: .init(.holiday)], version: 9)

        let merged = calendar.overlaid(with: imported)

        #expect(merged.isPublished(date) && !merged.isWorkday(date) && merged.version == 9)
        #expect(merged.days.count == calendar.days.count + 1)
    }

    private struct Day: Decodable {
        let date: String
        let workday: Bool
    }

    private struct Span: Decodable {
        let from: String
        let to: String
        let workdays: Int
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `every day of 2023 to 2026 is as published`() throws {
        let days = try read([Day].self, "days.json")

        #expect(days.count == 1_461)
        for day in days {
            let date = try #require(CivilDate(day.date))
            #expect(calendar.isWorkday(date) == day.workday, "\(day.date)")
        }
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `the workdays of every range are as many as counted`() throws {
        for span in try read([Span].self, "ranges.json") {
            let from = try #require(CivilDate(span.from))
            let to = try #require(CivilDate(span.to))
            let count = (from.days...to.days).count {
                calendar.isWorkday(CivilDate(days: Int($0)))
            }
            #expect(count == span.workdays, "\(span.from) to \(span.to)")
        }
    }

    private func read<Value: Decodable>(_ type: Value.Type, _ file: String) throws -> Value {
        let folder = try #require(Material.recordings).appending(path: "calendar")
        return try JSONDecoder().decode(
            type, from: Data(contentsOf: folder.appending(path: file)))
    }
}
