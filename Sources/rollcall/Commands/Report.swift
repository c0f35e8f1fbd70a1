import ArgumentParser
import Attendance
import Foundation
import Reports
import Storage
import Timekeeping

/// Prints workdays or timesheets of a data folder.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print timesheets or workdays: a table, CSV, or an XLSX file.",
        discussion: """
            Run it while the server is stopped, or on a backup. Without --days one row a member \
            is printed, with it one row a member and date.
            """)

    @Argument(help: "The organization.") var organization: String
    @Option(help: "The month, such as 2026-11.") var month: String
    @OptionGroup var folder: DataFolder
    @Option(help: "Only the members of this group.") var group: String?
    @Option(help: "table, csv or xlsx.") var format = Format.table
    @Option(help: "en or zh-CN.") var language = "en"
    @Option(help: "The file to write; needed for xlsx.") var output: String?
    @Flag(help: "One row a member and date.") var days = false

    enum Format: String, ExpressibleByArgument {
        case table, csv, xlsx
    }

    func run() async throws {
        guard let id = OrganizationID(organization) else {
            throw ValidationError("\(organization) is not an organization's id")
        }
        guard let first = CivilDate((month + "-01")[...]) else {
            throw ValidationError("--month must be yyyy-MM")
        }
        if format == .xlsx, output == nil { throw ValidationError("xlsx needs --output") }
        let store = try await folder.open()
        do {
            let feed = try await feed(store, id, first)
            try await write(feed)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    private func feed(
        _ store: AttendanceStore, _ id: OrganizationID, _ first: CivilDate
    ) async throws -> WorkdayFeed {
        let book = try await WorkdayBook.read(from: store, in: id, now: Assembly.clock())
        let members = try group.map { name in
            guard let members = book.library.members(of: name) else {
                throw ValidationError("there is no group \(name)")
            }
            return members
        }
        let next = first.advanced(by: 31)
        let last = next.advanced(by: -next.parts.day)
        return WorkdayFeed(
            store, of: id, by: book, members: members, dates: (first, last))
    }

    private func write(_ feed: WorkdayFeed) async throws {
        let wording = ReportWording.words(ReportLanguage(rawValue: language) ?? .en)
        switch (format, days) {
        case (.table, false): try await text(feed, TableText<TimesheetRow>(wording), totals)
        case (.table, true): try await text(feed, TableText<WorkdayRow>(wording), rows)
        case (.csv, false): try await text(feed, CSVText<TimesheetRow>(wording), totals)
        case (.csv, true): try await text(feed, CSVText<WorkdayRow>(wording), rows)
        case (.xlsx, _): try await workbook(feed, wording)
        }
    }

    private func text<Text: ReportText>(
        _ feed: WorkdayFeed, _ format: Text,
        _ rows: (MemberWorkdays, WorkdayFeed) -> [Text.Row]
    ) async throws {
        var format = format
        let file = try output.map { path in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
        let target = file ?? .standardOutput
        try target.write(contentsOf: format.header())
        var last: MemberID?
        while true {
            let page = try await feed.page(after: last, limit: 100)
            guard let end = page.last else { break }
            try target.write(contentsOf: format.page(page.flatMap { rows($0, feed) }))
            last = end.member.id
        }
    }

    private func workbook(_ feed: WorkdayFeed, _ wording: ReportWording) async throws {
        let report = try XLSXReport(wording, sheets: days ? [.days, .totals] : [.totals])
        var last: MemberID?
        while true {
            let page = try await feed.page(after: last, limit: 100)
            guard let end = page.last else { break }
            for member in page {
                if days { for row in rows(member, feed) { try report.append(row) } }
                for row in totals(member, feed) { try report.append(row) }
            }
            last = end.member.id
        }
        let path = output ?? "report.xlsx"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        for try await chunk in try report.finish() { try file.write(contentsOf: chunk) }
        try file.close()
    }

    private func rows(_ page: MemberWorkdays, _ feed: WorkdayFeed) -> [WorkdayRow] {
        switch page.rows {
        case .success(let rows):
            rows.map { WorkdayRow(page.reportMember, $0, in: feed.zone) }
        case .failure(let error):
            [WorkdayRow(page.reportMember, from: feed.from, error: "\(error.fault)")]
        }
    }

    private func totals(_ page: MemberWorkdays, _ feed: WorkdayFeed) -> [TimesheetRow] {
        switch page.rows {
        case .success(let rows):
            let sheet = Timesheet(member: page.member.id.text, rows)
            return [TimesheetRow(page.reportMember, sheet, month: month)]
        case .failure(let error):
            return [TimesheetRow(page.reportMember, month: month, error: "\(error.fault)")]
        }
    }
}

extension MemberWorkdays {
    fileprivate var reportMember: ReportMember {
        ReportMember(
            id: member.id.text, name: member.profile.name, department: member.profile.department)
    }
}

/// Rows as text, a page at a time.
private protocol ReportText {
    associatedtype Row: ReportRow
    func header() -> [UInt8]
    mutating func page(_ rows: [Row]) -> [UInt8]
}

private struct TableText<Row: ReportRow>: ReportText {
    private var table: TextTable<Row>

    init(_ wording: ReportWording) { table = TextTable(wording) }

    func header() -> [UInt8] { [] }
    mutating func page(_ rows: [Row]) -> [UInt8] { Array(table.page(rows).utf8) }
}

private struct CSVText<Row: ReportRow>: ReportText {
    private let report: CSVReport<Row>

    init(_ wording: ReportWording) { report = CSVReport(wording, byteOrderMark: true) }

    func header() -> [UInt8] { report.header() }
    mutating func page(_ rows: [Row]) -> [UInt8] { rows.flatMap { report.row($0) } }
}
