import JSON
import Testing

struct WorkdayCasesTests {
    @Test(arguments: WorkdayCase.all)
    func `a preview answers as the rulebook says`(workday: WorkdayCase) throws {
        let answer = try workday.answer()

        var expectation = Expectation(zone: workday.zone)
        expectation.compare(answer, workday.expect)
        #expect(expectation.differences == [])
    }

    @Test
    func `there are at least 120 cases, and each has a name and an expectation`() {
        #expect(WorkdayCase.all.count >= 120)
        #expect(WorkdayCase.all.allSatisfy { !$0.name.isEmpty && $0.expect != .null })
    }
}
