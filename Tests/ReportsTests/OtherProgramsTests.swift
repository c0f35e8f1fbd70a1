import Foundation
import Testing
import Timekeeping

@testable import Reports

/// What other programs read in a workbook; each test needs its program installed.
struct OtherProgramsTests {
    private static let names = [
        "=1+1", "@x", "王,小\"明\"", " padded ", "😀", "-5", "a&b<c>", "1e5", "007",
    ]

    @Test(
        .enabled(if: Tool.soffice != nil, "needs LibreOffice"),
        arguments: [ReportWording.names, .words(.en), .words(.zhCN)])
    func `LibreOffice reads every cell as it was meant`(wording: ReportWording) throws {
        let (days, totals, file) = try Self.report(wording)

        let sheets: [[[String]]] = try Tool.withFolder { folder in
            let book = folder.appending(path: "report.xlsx")
            try OpenedWorkbook.bytes(file).write(to: book)
            // Commas, double quotes, UTF-8, cells as shown, every sheet to a file of its own.
            let filter =
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
            let profile =
                "-env:UserInstallation=" + folder.appending(path: "profile").absoluteString
            let soffice = try #require(Tool.soffice)
            let output = try Tool.run(
                soffice,
                [
                    profile, "--headless", "--convert-to", filter, "--outdir", folder.path,
                    book.path,
                ])
            try #require(output != nil, "LibreOffice refused")
            return try ReportSheet.allCases.map { sheet in
                let csv = folder.appending(path: "report-\(sheet.title(wording)).csv")
                return CSVReader.rows(Array(try Data(contentsOf: csv)))
            }
        }

        #expect(sheets == [Self.texts(days, wording), Self.texts(totals, wording)])
    }

    @Test(.enabled(if: hasOpenpyxl, "needs openpyxl"))
    func `openpyxl finds dates, numbers and text where they belong`() throws {
        let (days, _, file) = try Self.report(.names)
        let script = """
            import datetime, openpyxl, sys
            for row in openpyxl.load_workbook(sys.argv[1]).worksheets[0].iter_rows():
                for cell in row:
                    value = cell.value
                    if isinstance(value, datetime.datetime):
                        value = value.isoformat(" ")
                    kind = "s" if cell.data_type == "inlineStr" else cell.data_type
                    print("-|" if value is None else f"{kind}|{value}")
            """

        let output = try Tool.withFolder { folder in
            let book = folder.appending(path: "report.xlsx")
            try OpenedWorkbook.bytes(file).write(to: book)
            let python = try #require(Tool.python)
            return try Tool.run(python, ["-c", script, book.path])
        }

        let found = String(decoding: try #require(output), as: UTF8.self).split(separator: "\n")
        let headings = WorkdayRow.columns.map { "s|\($0.name)" }
        let expected = headings + days.flatMap(\.cells).map(Self.typed)
        #expect(found.map(String.init) == expected)
    }

    static let hasOpenpyxl =
        Tool.python.map { (try? Tool.run($0, ["-c", "import openpyxl"])) ?? nil } ?? nil != nil

    private static func typed(_ cell: ReportCell) -> String {
        switch cell {
        case .empty: "-|"
        case .text, .words, .flag: "s|" + cell.text(.names)
        case .number: "n|" + cell.text(.names)
        case .date: "d|" + cell.text(.names) + " 00:00:00"
        case .time: "d|" + cell.text(.names)
        }
    }

    /// A month of members with awkward names, and a member without one.
    private static func report(
        _ wording: ReportWording
    ) throws -> ([WorkdayRow], [TimesheetRow], ReportFile) {
        let report = try XLSXReport(wording)
        var days: [WorkdayRow] = []
        var totals: [TimesheetRow] = []
        for (index, name) in names.enumerated() {
            let month = try Sample.month("m-\(index)", seed: UInt64(index))
            let member = ReportMember(id: "m-\(index)", name: name, department: "+1")
            days += month.map { WorkdayRow(member, $0, in: Sample.shanghai) }
            totals.append(
                TimesheetRow(member, Timesheet(member: member.id, month), month: "2026-11"))
        }
        let broken = ReportMember(id: "broken")
        days.append(WorkdayRow(broken, from: try Sample.date("2026-11-01"), error: "no shift"))
        totals.append(TimesheetRow(broken, month: "2026-11", error: "no shift"))
        for day in days { try report.append(day) }
        for total in totals { try report.append(total) }
        return (days, totals, try report.finish())
    }

    private static func texts<Row: ReportRow>(
        _ rows: [Row], _ wording: ReportWording
    ) -> [[String]] {
        let headings = Row.columns.map { $0.heading(wording) }
        return [headings] + rows.map { row in row.cells.map { $0.text(wording) } }
    }
}
