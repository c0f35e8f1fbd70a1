import Testing
import Timekeeping

@testable import Reports

struct TextTableTests {
    @Test(arguments: [
        ("abc", 3), ("王小明", 6), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("👨‍👩‍👧", 2), ("❤️", 2),
        ("ﾊﾝ", 2), ("ＡＢ", 4), ("한글", 4), ("", 0), ("\u{200B}", 0), ("（）", 4), ("ß", 1),
    ])
    func `text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `columns line up, Chinese or not`() throws {
        var table = TextTable<WorkdayRow>(.words(.zhCN))
        let day = try Sample.lateDay()

        let page = table.page([Sample.row(day), Sample.row(day, name: "Ann")])
        let lines = page.split(separator: "\n").map(String.init)

        #expect(lines.count == 4)
        let starts = lines.dropFirst(2).map { line in
            line.firstRange(of: "2026-11-02").map { DisplayWidth.of(line[..<$0.lowerBound]) }
        }
        #expect(starts[0] != nil)
        #expect(starts[0] == starts[1])
        #expect(Set(lines.map { DisplayWidth.of($0) }).count == 1, "numbers end at the right edge")
    }

    @Test func `the headings come once, and widths only grow`() throws {
        var table = TextTable<WorkdayRow>(.words(.en))
        let first = table.page([Sample.row(try Sample.lateDay(), name: "A long name indeed")])
        let second = table.page([Sample.row(try Sample.lateDay(), name: "B")])

        #expect(first.hasPrefix("Member"))
        #expect(!second.contains("Member"))
        #expect(first.split(separator: "\n").last?.count == second.dropLast().count)
    }

    @Test func `escape sequences and line breaks never reach the terminal`() throws {
        var table = TextTable<WorkdayRow>(.names)

        let page = table.page([
            Sample.row(try Sample.lateDay(), name: "\u{1B}[2J\r\n\u{202E}x\u{9B}")
        ])

        #expect(page.contains("�[2J���x�"))
        #expect(page.split(separator: "\n").count == 3)
    }

    @Test func `a cell without end is cut`() throws {
        var table = TextTable<WorkdayRow>(.names)

        let page = table.page([
            Sample.row(try Sample.lateDay(), name: String(repeating: "王", count: 99))
        ])

        #expect(page.contains(String(repeating: "王", count: 19) + "…"))
        #expect(!page.contains(String(repeating: "王", count: 20)))
    }

    @Test func `an empty page is headings alone`() {
        var table = TextTable<TimesheetRow>(.names, isBrief: false)

        let page = table.page([])

        #expect(page.split(separator: "\n").count == 2)
        for column in TimesheetRow.columns { #expect(page.contains(column.name)) }
    }
}
