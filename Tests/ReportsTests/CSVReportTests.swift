import Material
import Testing
import Timekeeping

@testable import Reports

struct CSVReportTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+49 30 1234", "'+49 30 1234"), ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""),
        ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"),
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\r\n=1", "\"'\r\n=1\""), ("a=1", "a=1"), ("'=1", "'=1"), ("", ""),
        (" =1+1", "' =1+1"), ("\u{A0}\u{FEFF}@x", "'\u{A0}\u{FEFF}@x"), ("  ", "\"  \""),
        ("1 -2", "1 -2"),
    ])
    func `text that a spreadsheet would run is written as text`(text: String, field: String) {
        var bytes: [UInt8] = []

        CSVField.append(text, to: &bytes)

        #expect(String(decoding: bytes, as: UTF8.self) == field)
    }

    @Test(arguments: [
        ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""), ("a\nb", "\"a\nb\""),
        ("x;=1+1", "\"x;=1+1\""), ("x\t=1+1", "\"x\t=1+1\""), (" x", "\" x\""), ("x ", "\"x \""),
        ("王小明", "王小明"), ("plain", "plain"),
    ])
    func `a field is quoted where its characters ask for it`(text: String, field: String) {
        var bytes: [UInt8] = []

        CSVField.append(text, to: &bytes)

        #expect(String(decoding: bytes, as: UTF8.self) == field)
    }

    @Test func `the byte order mark comes first, once, and only on request`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let plain = CSVReport<TimesheetRow>()
        let marked = CSVReport<TimesheetRow>(byteOrderMark: true)

        #expect(marked.header() == mark + plain.header())
        #expect(!plain.header().starts(with: mark))
        let row = TimesheetRow(Sample.member, Timesheet(member: "m-1"), month: "2026-11")
        #expect(marked.row(row) == plain.row(row))
    }

    @Test func `names are the members of the API's rows`() {
        let header = String(decoding: CSVReport<TimesheetRow>().header(), as: UTF8.self)

        #expect(
            header == """
                member,name,department,month,daysDue,daysPresent,daysHalf,daysAbsent,\
                daysLeave,daysHoliday,lateCount,earlyCount,missingCount,workedMinutes,\
                lateMinutes,earlyMinutes,leaveMinutes,overtimeMinutes.workday,\
                overtimeMinutes.rest,overtimeMinutes.holiday,error\r\n
                """)
    }

    @Test func `headings and words speak the reader's language`() throws {
        let row = Sample.row(try Sample.lateDay())

        let chinese = CSVReport<WorkdayRow>(.words(.zhCN))
        let text = String(decoding: chinese.header() + chinese.row(row), as: UTF8.self)

        #expect(text.hasPrefix("工号,姓名,部门,日期,星期,"))
        #expect(text.contains("星期一,工作日,否,出勤,"))
        #expect(text.contains("迟到"))
        #expect(text.contains("缺卡"))
    }

    @Test func `a workday is one line that says who, when and what`() throws {
        let row = Sample.row(try Sample.lateDay())

        let cells = try #require(CSVReader.rows(CSVReport<WorkdayRow>().row(row)).first)
        let named = Dictionary(uniqueKeysWithValues: zip(WorkdayRow.columns.map(\.name), cells))

        #expect(cells.count == WorkdayRow.columns.count)
        #expect(named["member"] == "m-1")
        #expect(named["name"] == "王小明")
        #expect(named["date"] == "2026-11-02")
        #expect(named["status"] == "present")
        #expect(named["arrival.scheduledAt"] == "2026-11-02 09:00:00")
        #expect(named["arrival.at"] == "2026-11-02 09:07:12")
        #expect(named["arrival.result"] == "late")
        #expect(named["departure.at"] == "")
        #expect(named["departure.result"] == "missing")
        #expect(named["lateMinutes"] == "7")
        #expect(named["slots"] == "on-duty 09:00 at 09:07:12 late 7; off-duty 18:00 missing")
        #expect(named["timeZone"] == "Asia/Shanghai")
    }

    @Test func `a member whose rules are broken has a line that says so`() throws {
        let member = ReportMember(id: "m-9", name: "=1+1")
        let row = WorkdayRow(member, from: try Sample.date("2026-11-01"), error: "no such shift")
        let total = TimesheetRow(member, month: "2026-11", error: "no such shift")

        let cells = try #require(CSVReader.rows(CSVReport<WorkdayRow>().row(row)).first)
        let totals = try #require(CSVReader.rows(CSVReport<TimesheetRow>().row(total)).first)

        #expect(cells.count == WorkdayRow.columns.count)
        #expect(Array(cells.prefix(4)) == ["m-9", "'=1+1", "", "2026-11-01"])
        #expect(cells[7] == "error")
        #expect(cells.last == "no such shift")
        #expect(totals.count == TimesheetRow.columns.count)
        #expect(totals.last == "no such shift")
    }

    @Test func `any text survives writing and reading`() {
        var random = Seeded(7)
        let alphabet: [Character] = [
            "a", "\"", ",", ";", "\r\n", "\n", "\r", " ", "=", "é", "王", "😀",
        ]
        for _ in 0..<500 {
            let length = Int.random(in: 0...8, using: &random)
            let name = String(
                (0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
            let row = TimesheetRow(ReportMember(id: "x", name: name), month: "m", error: "e")

            let cells = CSVReader.rows(CSVReport<TimesheetRow>().row(row))

            let expected = CSVField.startsFormula(name) ? "'" + name : name
            #expect(cells.count == 1)
            #expect(cells.first?.dropFirst().first == expected)
        }
    }
}
