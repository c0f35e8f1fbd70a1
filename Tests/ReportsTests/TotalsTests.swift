import Reports
import Testing
import Timekeeping

struct TotalsTests {
    @Test func `the totals are those that the lines of days add up to`() throws {
        var days = CSVReport<WorkdayRow>().header()
        var totals = CSVReport<TimesheetRow>().header()
        var run = TimesheetRun(month: "2026-11")
        for index in 0..<120 {
            let member = ReportMember(id: "m-\(index)", name: "=\(index)", department: "a,b")
            for day in try Sample.month(member.id, seed: UInt64(index)) {
                days += CSVReport<WorkdayRow>().row(WorkdayRow(member, day, in: Sample.shanghai))
                if let row = run.add(day, of: member) { totals += CSVReport().row(row) }
            }
        }
        let last = run.finish()
        totals += CSVReport().row(try #require(last))

        let expected = Self.summed(Self.named(days))

        let found = Self.named(totals)
        #expect(found.count == 120)
        #expect(Set(found.compactMap { $0["daysAbsent"] }).count > 1)
        #expect(Set(found.compactMap { $0["daysLeave"] }).count > 1)
        for row in found {
            let member = try #require(row["member"])
            for (name, sum) in try #require(expected[member]) {
                #expect(row[name] == String(sum), "\(member) \(name)")
            }
        }
    }

    @Test func `a run ends with nothing when nothing came`() {
        var run = TimesheetRun(month: "2026-11")

        let last = run.finish()

        #expect(last == nil)
    }

    /// The sums by member, of nothing but the text of the lines.
    private static func summed(_ rows: [[String: String]]) -> [String: [String: Int]] {
        var sums: [String: [String: Int]] = [:]
        for row in rows {
            func add(_ name: String, _ amount: Int) {
                sums[row["member"] ?? "", default: [:]][name, default: 0] += amount
            }
            let kind = row["kind"] ?? ""
            let status = row["status"] ?? ""
            add("daysDue", kind == "workday" || kind == "leave" ? 1 : 0)
            add("daysPresent", status == "present" ? 1 : 0)
            add("daysHalf", status == "half-day" ? 1 : 0)
            add("daysAbsent", status == "absent" ? 1 : 0)
            add("daysLeave", status == "leave" ? 1 : 0)
            add("daysHoliday", status == "holiday" ? 1 : 0)
            let results = (row["slots"] ?? "").split(separator: ";").flatMap {
                $0.split(separator: " ").map(String.init)
            }
            add("lateCount", results.count { $0 == "late" })
            add("earlyCount", results.count { $0 == "early" })
            add("missingCount", status == "absent" ? 0 : results.count { $0 == "missing" })
            for name in ["workedMinutes", "lateMinutes", "earlyMinutes", "leaveMinutes"] {
                add(name, row[name].flatMap { Int($0) } ?? -1)
            }
            let overtime = row["overtimeMinutes"].flatMap { Int($0) } ?? -1
            add("overtimeMinutes.workday", kind == "workday" || kind == "leave" ? overtime : 0)
            add("overtimeMinutes.rest", kind == "rest" ? overtime : 0)
            add("overtimeMinutes.holiday", kind == "holiday" ? overtime : 0)
        }
        return sums
    }

    private static func named(_ bytes: [UInt8]) -> [[String: String]] {
        let rows = CSVReader.rows(bytes)
        return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
    }
}
