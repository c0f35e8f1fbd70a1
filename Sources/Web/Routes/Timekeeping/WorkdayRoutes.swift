import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Workdays and timesheets, worked out as they are asked for.
struct WorkdayRoutes: Sendable {
    let store: any AttendanceStorage

    private static let readers: Set<Role> = [.admin, .hr, .auditor]
    private static let egress = Egress(categories: [.workdays, .profile])

    var endpoints: [Endpoint] {
        [
            .organization(.get, "/workdays", Self.readers, workdays).disclosing(Self.egress),
            .organization(.get, "/timesheets", Self.readers, timesheets)
                .disclosing(Self.egress),
            .organization(.post, "/workdays/recompute", [.admin, .hr], recompute),
        ]
    }

    @Sendable private func workdays(_ call: OrganizationCall) async throws -> Response {
        let today = try await call.zone(store).civil(call.now).date
        let from = try call.call.date("from") ?? today
        let to = try call.call.date("to") ?? max(from, today)
        let feed = try await feed(call, from, to)
        if let format = ReportFormat(call.call) {
            return try await WorkdayReport(feed: feed, call: call.call).days(format)
        }
        return try await Listing<WorkdayItem>(
            fetch: { try await WorkdayItem.rows(of: feed, after: $0, limit: $1) },
            key: \.key, write: { $0.write(to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func timesheets(_ call: OrganizationCall) async throws -> Response {
        let today = try await call.zone(store).civil(call.now).date
        let month = try Month(call.query["month"]) ?? Month(of: today)
        let feed = try await feed(call, month.first, month.last)
        if let format = ReportFormat(call.call) {
            return try await WorkdayReport(feed: feed, call: call.call)
                .totals(format, month: month.text)
        }
        return try await Listing<MemberWorkdays>(
            fetch: { after, limit in
                var sheets: [MemberWorkdays] = []
                var last = after.flatMap { MemberID($0) }
                while sheets.count < limit {
                    let page = try await feed.page(
                        after: last, limit: min(limit - sheets.count, 500))
                    guard let end = page.last else { break }
                    sheets += page
                    last = end.member.id
                }
                return sheets
            },
            key: \.member.id.text, write: { TimesheetWire.write($0, month: month.text, to: &$1) }
        ).answer(call.call)
    }

    private func feed(
        _ call: OrganizationCall, _ from: CivilDate, _ to: CivilDate
    ) async throws -> WorkdayFeed {
        guard from <= to else { throw Problem(.badRequest, "to must not lie before from") }
        guard to.days - from.days < Limits.workdaySpan else {
            throw Problem(.badRequest, "at most \(Limits.workdaySpan) days")
        }
        let book = try await WorkdayBook.read(
            from: store, in: call.organization, now: call.now)
        var members: [MemberID]?
        if let group: Identifier<WorkGroup> = try call.call.identifier("group") {
            guard let inside = book.library.members(of: group.text) else {
                throw Problem(.badRequest, "there is no such group")
            }
            members = inside
        }
        if let member: MemberID = try call.call.identifier("member") {
            members = members.map { $0.filter { $0 == member } } ?? [member]
        }
        return WorkdayFeed(
            store, of: call.organization, by: book, members: members, dates: (from, to))
    }

    @Sendable private func recompute(_ call: OrganizationCall) async throws -> Response {
        let order = try call.call.read { try RecomputationWire.read(&$0, at: call.now) }
        if let member = order.member {
            guard try await store.member(member, in: call.organization) != nil else {
                throw Problem(.unknownPerson)
            }
        }
        if let group = order.group {
            let known = try await store.document(
                RuleHistory<WorkGroup>.self, id: group, in: call.organization)
            if known == nil {
                throw JSONError(.invalid, at: "/group", "there is no such group")
            }
        }
        _ = try await store.put(
            order, id: UUID().uuidString.lowercased(), if: .absent, in: call.organization,
            by: call.caller)
        return .json { RecomputationWire.write(order, to: &$0) }
    }
}

/// One row of a listing of workdays.
struct WorkdayItem: Sendable {
    let member: MemberID
    let date: CivilDate
    let row: Result<Workday, RuleError>

    /// Orders rows by member and date.
    var key: String { "\(member) \(date)" }

    /// The rows after a key.
    static func rows(
        of feed: WorkdayFeed, after key: String?, limit: Int
    ) async throws -> [WorkdayItem] {
        var items: [WorkdayItem] = []
        var last: MemberID?
        if let key {
            guard let space = key.lastIndex(of: " "), let member = MemberID(String(key[..<space])),
                let date = CivilDate(key[key.index(after: space)...])
            else { throw Problem(.invalidCursor) }
            last = member
            let rest = try await feed.only(member).page(after: nil, limit: 1)
            items = rest.flatMap { Self.items($0, feed) }.filter { date < $0.date }
        }
        let days = Int(feed.to.days - feed.from.days) + 1
        while items.count < limit {
            let members = min(500, (limit - items.count + days - 1) / days)
            let page = try await feed.page(after: last, limit: members)
            guard let end = page.last else { break }
            items += page.flatMap { Self.items($0, feed) }
            last = end.member.id
        }
        return Array(items.prefix(limit))
    }

    func write(to writer: inout JSONWriter) {
        switch row {
        case .success(let row): WorkdayWire.write(row, to: &writer)
        case .failure(let error):
            WorkdayWire.write(error, member: member.text, from: date, to: &writer)
        }
    }

    private static func items(_ page: MemberWorkdays, _ feed: WorkdayFeed) -> [WorkdayItem] {
        let member = page.member.id
        switch page.rows {
        case .success(let rows):
            return rows.map { WorkdayItem(member: member, date: $0.date, row: .success($0)) }
        case .failure(let error):
            return [WorkdayItem(member: member, date: feed.to, row: .failure(error))]
        }
    }
}

/// A month of the query: `2026-11`.
struct Month: Sendable {
    let first: CivilDate

    /// - Throws: `bad-request` for anything but `yyyy-MM`.
    init?(_ text: String?) throws(Problem) {
        guard let text else { return nil }
        guard let first = CivilDate((text + "-01")[...]) else {
            throw Problem(.badRequest, "month must be yyyy-MM")
        }
        self.first = first
    }

    init(of date: CivilDate) { first = date.advanced(by: 1 - date.parts.day) }

    /// The last day of the month.
    var last: CivilDate {
        let next = first.advanced(by: 31)
        return next.advanced(by: -next.parts.day)
    }

    var text: String { String(first.description.prefix(7)) }
}
