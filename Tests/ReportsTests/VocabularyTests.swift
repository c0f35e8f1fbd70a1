import Testing
import Timekeeping

@testable import Reports

struct VocabularyTests {
    private static let words: [String] =
        DayKind.allCases.map(\.rawValue) + Workday.Status.allCases.map(\.rawValue)
        + Workday.Remainder.allCases.map(\.rawValue) + Workday.Note.allCases.map(\.rawValue)
        + WorkdaySlot.Result.allCases.map(\.rawValue)
        + WorkdaySlot.Supplement.allCases.map(\.rawValue)
        + SlotName.allCases.map(\.rawValue) + Punch.Place.allCases.map(\.rawValue)
        + Punch.Origin.allCases.map(\.rawValue) + Weekday.allCases.map(\.rawValue)
        + ["true", "false", "error"]

    @Test(arguments: words)
    func `every word of a row has its Chinese`(word: String) {
        #expect(ReportVocabulary.chinese[word] != nil)
        #expect(ReportWording.names.word(word) == word)
    }

    @Test(arguments: words)
    func `no English word runs its parts together`(word: String) {
        let english = ReportWording.words(.en).word(word)

        #expect(!english.replacing("check-", with: "").contains("-"))
        #expect(english == english.lowercased())
    }

    @Test(arguments: [ReportWording.names, .words(.en), .words(.zhCN)])
    func `no two columns of a sheet share a heading`(wording: ReportWording) {
        for sheet in ReportSheet.allCases {
            let headings = sheet.columns.map { $0.heading(wording) }

            #expect(Set(headings).count == headings.count)
            #expect(sheet.title(wording).count <= 28)
        }
    }

    @Test func `a row has a cell for each column`() throws {
        for day in try Sample.month() {
            #expect(Sample.row(day).cells.count == WorkdayRow.columns.count)
        }
        let total = TimesheetRow(Sample.member, Timesheet(member: "m-1"), month: "2026-11")
        #expect(total.cells.count == TimesheetRow.columns.count)
    }
}
