import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Reports
import Timekeeping

/// The formats of spreadsheets.
enum ReportFormat: Sendable {
    case csv, xlsx

    /// The format that a call accepts; nil for JSON.
    init?(_ call: Call) {
        if call.accepts("text/csv") {
            self = .csv
        } else if call.accepts(Self.workbook) {
            self = .xlsx
        } else {
            return nil
        }
    }

    /// The media type of XLSX.
    static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

/// Workdays and timesheets as spreadsheets, streamed.
struct WorkdayReport: Sendable {
    let feed: WorkdayFeed
    let call: Call

    private static let membersOfPage = 200

    private var wording: ReportWording {
        guard call.head.headerFields[.acceptLanguage] != nil else { return .names }
        return people
    }

    private var people: ReportWording { .words(call.language == .zhCN ? .zhCN : .en) }

    /// One row a member and date; a workbook has the totals beside them.
    func days(_ format: ReportFormat) async throws -> Response {
        switch format {
        case .csv: csv("workdays") { page, zone in Self.dayRows(page, feed, zone) }
        case .xlsx: try await workbook("workdays", sheets: [.days, .totals], month: nil)
        }
    }

    /// One row a member.
    func totals(_ format: ReportFormat, month: String) async throws -> Response {
        switch format {
        case .csv: csv("timesheets") { page, _ in [Self.totalRow(page, month)] }
        case .xlsx: try await workbook("timesheets", sheets: [.totals], month: month)
        }
    }

    private func csv<Row: ReportRow>(
        _ name: String, _ rows: @escaping @Sendable (MemberWorkdays, Zone) -> [Row]
    ) -> Response {
        let report = CSVReport<Row>(wording, byteOrderMark: call.query["bom"] == "true")
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: report.header()))
            var last: MemberID?
            while true {
                let page = try await feed.page(after: last, limit: Self.membersOfPage)
                guard let end = page.last else { break }
                var bytes: [UInt8] = []
                for member in page {
                    for row in rows(member, feed.zone) { report.append(row, to: &bytes) }
                }
                try await writer.write(ByteBuffer(bytes: bytes))
                last = end.member.id
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: headers("text/csv; charset=utf-8", "\(name).csv"), body: body)
    }

    private func workbook(
        _ name: String, sheets: [ReportSheet], month: String?
    ) async throws -> Response {
        let span = month ?? "\(feed.from)/\(feed.to)"
        let book = try XLSXReport(people, sheets: sheets)
        var last: MemberID?
        while true {
            let page = try await feed.page(after: last, limit: Self.membersOfPage)
            guard let end = page.last else { break }
            for member in page {
                if sheets.contains(.days) {
                    for row in Self.dayRows(member, feed, feed.zone) { try book.append(row) }
                }
                try book.append(Self.totalRow(member, span))
            }
            last = end.member.id
        }
        let file = try book.finish()
        let body = ResponseBody(contentLength: file.size) { writer in
            for try await chunk in file { try await writer.write(ByteBuffer(bytes: chunk)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: headers(ReportFormat.workbook, "\(name).xlsx"), body: body)
    }

    private func headers(_ mediaType: String, _ name: String) -> HTTPFields {
        [
            .contentType: mediaType, .contentDisposition: "attachment; filename=\"\(name)\"",
            .contentLanguage: call.language.rawValue,
        ]
    }

    static func dayRows(_ page: MemberWorkdays, _ feed: WorkdayFeed, _ zone: Zone) -> [WorkdayRow] {
        let member = ReportMember(page.member)
        switch page.rows {
        case .success(let rows): return rows.map { WorkdayRow(member, $0, in: zone) }
        case .failure(let error):
            let detail = RuleErrorWire.error(error).detail
            return [WorkdayRow(member, from: feed.from, error: detail)]
        }
    }

    static func totalRow(_ page: MemberWorkdays, _ month: String) -> TimesheetRow {
        let member = ReportMember(page.member)
        switch page.rows {
        case .success(let rows):
            return TimesheetRow(member, Timesheet(member: member.id, rows), month: month)
        case .failure(let error):
            return TimesheetRow(member, month: month, error: RuleErrorWire.error(error).detail)
        }
    }
}

extension ReportMember {
    fileprivate init(_ member: Member) {
        self.init(
            id: member.id.text, name: member.profile.name, department: member.profile.department)
    }
}
