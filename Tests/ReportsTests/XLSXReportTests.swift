import Foundation
import Testing
import Timekeeping

@testable import Reports

@Suite(.enabled(if: Tool.unzip != nil, "needs unzip"))
struct XLSXReportTests {
    @Test func `days and totals are two sheets with frozen headings and filters`() throws {
        let report = try XLSXReport(.words(.zhCN))
        let days = try Sample.month()
        for day in days { try report.append(Sample.row(day)) }
        let total = Timesheet(member: "m-1", days)
        try report.append(TimesheetRow(Sample.member, total, month: "2026-11"))

        let book = try OpenedWorkbook(report.finish())

        #expect(book.names == ["考勤明细", "考勤汇总"])
        #expect(book.sheets.map(\.rows.count) == [31, 2])
        #expect(book.sheets.allSatisfy { $0.frozenRows == 1 && $0.hasFilter })
        #expect(book.sheets.map(\.widths).allSatisfy { $0 > 5 })
        #expect(book.sheets[0].rows[0].map(\.text) == WorkdayRow.columns.map(\.chinese))
        #expect(book.sheets[1].rows[0].map(\.text) == TimesheetRow.columns.map(\.chinese))
    }

    @Test func `cells have types: dates and minutes are numbers, names are text`() throws {
        let report = try XLSXReport(.names)
        try report.append(Sample.row(try Sample.lateDay()))

        let book = try OpenedWorkbook(report.finish())
        let cells = book.sheets[0].named(1)

        // 2026-11-02 is day 46,328 of the 1900 system; 09:07:12 is 0.38 of a day.
        #expect(cells["date"]?.text == "46328")
        #expect(cells["date"]?.type == "n")
        #expect(cells["arrival.at"].flatMap { Double($0.text) } == 46_328.38)
        #expect(cells["lateMinutes"]?.text == "7")
        #expect(cells["lateMinutes"]?.type == "n")
        #expect(cells["name"]?.type == "inlineStr")
        #expect(cells["name"]?.text == "王小明")
        #expect(cells["departure.at"] == nil)
        #expect(book.styles.contains("yyyy-mm-dd hh:mm:ss"))
        #expect(cells["date"]?.style != cells["arrival.at"]?.style)
        #expect(cells["date"]?.style != 0)
    }

    @Test(arguments: [
        "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "  padded ", "a<b>&\"c\"'",
        "line\nbreak", "tab\tx", "😀王", "x_y", "_x_",
    ])
    func `text stays text, to the letter`(name: String) throws {
        let report = try XLSXReport(.names)
        try report.append(Sample.row(try Sample.lateDay(), name: name))

        let sheet = try OpenedWorkbook(report.finish()).sheets[0]

        #expect(sheet.named(1)["name"]?.text == name)
        #expect(sheet.named(1)["name"]?.type == "inlineStr")
        #expect(sheet.formulas == 0)
    }

    @Test(arguments: [
        ("a\u{0}b", "a\u{FFFD}b"), ("a\u{FFFE}b\u{FFFF}", "a\u{FFFD}b\u{FFFD}"),
        ("\u{1}\u{1B}", "_x0001__x001B_"), ("_x0041_", "_x005F_x0041_"),
        ("__x0041_x0042_", "__x005F_x0041_x005F_x0042_"), ("\r", "_x000D_"),
        ("日\u{FEFF}", "日\u{FEFF}"),
    ])
    func `what XML cannot say never breaks the sheet`(name: String, written: String) throws {
        let report = try XLSXReport(.names)
        try report.append(Sample.row(try Sample.lateDay(), name: name))

        let sheet = try OpenedWorkbook(report.finish()).sheets[0]

        #expect(sheet.named(1)["name"]?.text == written)
    }

    @Test(arguments: ["a", "王", "😀"])
    func `text beyond Excel's limit is cut, not refused`(unit: String) throws {
        let long = String(repeating: unit, count: 40_000)
        let report = try XLSXReport(.names)
        try report.append(Sample.row(try Sample.lateDay(), name: long))

        let sheet = try OpenedWorkbook(report.finish()).sheets[0]

        let text = try #require(sheet.named(1)["name"]?.text)
        #expect((32_766...32_767).contains(text.utf16.count))
        #expect(long.hasPrefix(text))
    }

    @Test func `a report without rows still has its headings`() throws {
        let book = try OpenedWorkbook(XLSXReport(.words(.en), sheets: [.totals]).finish())

        #expect(book.names == ["Totals"])
        #expect(book.sheets[0].rows.map(\.count) == [TimesheetRow.columns.count])
    }

    @Test func `a full sheet is continued on the next one`() throws {
        let report = try XLSXReport(.words(.en), ReportSheet.allCases, nil, rowsMax: 11)
        let days = try Sample.month()
        for day in days { try report.append(Sample.row(day)) }

        let book = try OpenedWorkbook(report.finish())

        #expect(book.names == ["Days", "Totals", "Days 2", "Days 3"])
        #expect(book.sheets.map(\.rows.count) == [11, 1, 11, 11])
        #expect(book.sheets.allSatisfy { $0.frozenRows == 1 })
    }

    @Test func `dates that spreadsheets disagree about are text`() throws {
        #expect(SheetDate.serial(try Sample.date("1900-02-28")) == nil)
        #expect(SheetDate.serial(try Sample.date("1900-03-01")) == 61)
        #expect(SheetDate.serial(try Sample.date("2026-11-02")) == 46_328)
        #expect(SheetDate.serial(try Sample.date("9999-12-31")) == 2_958_465)
    }
}
