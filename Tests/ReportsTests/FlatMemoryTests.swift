import Foundation
import Testing
import Timekeeping

@testable import Reports

/// Measures the whole process, so it runs alone: `ROLLCALL_FULL=1 swift test --filter FlatMemory`.
@Suite(.serialized)
struct FlatMemoryTests {
    static let isAsked = ProcessInfo.processInfo.environment["ROLLCALL_FULL"] != nil

    @Test(.enabled(if: isAsked, "needs ROLLCALL_FULL, and to run alone"))
    func `100,000 rows take the memory of 10,000`() throws {
        let days = try Sample.month()
        try Self.write(rows: 10_000, days)
        let few = try Self.residentBytes()

        try Self.write(rows: 100_000, days)

        let many = try Self.residentBytes()
        #expect(many - few < 4 << 20, "grew by \(many - few) bytes")
    }

    private static func write(rows: Int, _ days: [Workday]) throws {
        let report = try XLSXReport()
        let csv = CSVReport<WorkdayRow>()
        var bytes = 0
        for index in 0..<rows {
            let row = Sample.row(days[index % days.count])
            try report.append(row)
            bytes += csv.row(row).count
        }
        let file = try report.finish()
        var offset = 0
        while offset < file.size { offset += try file.chunk(at: offset).count }
        #expect(bytes > rows * 100)
    }

    private static func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return try #require(pages) * Int(getpagesize())
    }
}
