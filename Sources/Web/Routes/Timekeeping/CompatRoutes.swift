import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Workdays and check-ins in the words of three vendors, read-only.
struct CompatRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] {
        [
            route("wecom/checkindata", .weCom("checkindata"), WeComWire.checkIns),
            route("wecom/daydata", .weCom("datas"), WeComWire.days),
            route("wecom/monthdata", .weCom("datas"), WeComWire.totals),
            route("dingtalk/list", .dingTalk, DingTalkWire.results),
            route("dingtalk/listRecord", .dingTalk, isRaw: true, DingTalkWire.records),
            route("feishu/user_flows", .feishu("user_flow_results"), FeishuWire.flows),
            route("feishu/user_tasks", .feishu("user_task_results"), FeishuWire.tasks),
        ]
    }

    /// What stands round a vendor's rows.
    enum Envelope: Sendable {
        case weCom(String)
        case dingTalk
        case feishu(String)
    }

    /// - Parameter isRaw: Whether check-ins that do not count are told too.
    private func route(
        _ path: String, _ envelope: Envelope, isRaw: Bool = false,
        _ write: @escaping @Sendable (VendorDays, inout JSONWriter) -> Void
    ) -> Endpoint {
        .organization(.get, "/compat/" + path, [.admin, .hr, .auditor]) { call in
            let page = try await page(call, isRaw: isRaw)
            return .json { writer in
                envelope.write(page, to: &writer) { writer in
                    writer.array { writer in
                        for member in page.members { write(member, &writer) }
                    }
                }
            }
        }.disclosing(Egress(categories: [.workdays], isAlways: true))
    }

    /// A page of members with their days.
    struct Page: Sendable {
        var members: [VendorDays] = []
        /// The cursor of the next page; it names the last member of this one.
        var next: String?
        /// Members that were asked for and do not exist.
        var unknown: [String] = []
    }

    private func page(_ call: OrganizationCall, isRaw: Bool) async throws -> Page {
        let today = try await call.zone(store).civil(call.now).date
        let from = try call.call.date("from") ?? today
        let to = try call.call.date("to") ?? from
        guard from <= to, to.days - from.days < Limits.workdaySpan else {
            throw Problem(.badRequest, "to must be 0 to \(Limits.workdaySpan - 1) days after from")
        }
        let named = try Self.members(call)
        let book = try await WorkdayBook.read(
            from: store, in: call.organization, now: call.now)
        var feed = WorkdayFeed(
            store, of: call.organization, by: book, members: named, dates: (from, to))
        feed.isDetailed = true
        let after = try call.call.query["cursor"].map(Cursor.decode).flatMap { MemberID($0) }
        let limit = try call.call.limit()
        let found = try await feed.page(after: after, limit: limit + 1)
        var page = Page()
        let places = try await placeNames(found, call)
        page.members = found.prefix(limit).map {
            VendorDays($0, of: call.organization, by: feed.library, places)
        }
        if isRaw {
            let named = page.members.count == 1 ? page.members.first?.member.id : nil
            let records = try await uncounted(
                call, of: named, from: feed.zone.instant(from, .midnight),
                to: feed.zone.instant(to.advanced(by: 1), .midnight))
            for index in page.members.indices { page.members[index].add(uncounted: records) }
        }
        if found.count > limit { page.next = page.members.last.map { Cursor.encode($0.id) } }
        for member in named ?? [] where try await store.member(member, in: call.organization) == nil
        {
            page.unknown.append(member.text)
        }
        return page
    }

    /// Check-ins that do not count, the newest of each verdict.
    private func uncounted(
        _ call: OrganizationCall, of member: MemberID?, from: Instant, to: Instant
    ) async throws -> [Record] {
        var records: [Record] = []
        for verdict in [Verdict.rejected, .challenged] {
            var query = RecordQuery(limit: Limits.page.upperBound)
            (query.member, query.from, query.to) = (member, from, to)
            query.verdict = verdict
            for _ in 0..<Limits.uncountedPages {
                let page = try await store.records(query, in: call.organization)
                records += page.compactMap(\.value)
                guard page.count == query.limit, let last = page.last else { break }
                query.before = last.value?.sequence ?? last.altered?.sequence
            }
        }
        return records
    }

    /// The members that the query names, in order; nil for all.
    private static func members(_ call: OrganizationCall) throws -> [MemberID]? {
        let named = try call.call.query.all("member").map { text throws(Problem) in
            guard let member = MemberID(text) else {
                throw Problem(.badRequest, "member is not an identifier")
            }
            return member
        }
        return named.isEmpty ? nil : Set(named).sorted()
    }

    /// What people call the places of a page's punches.
    private func placeNames(
        _ page: [MemberWorkdays], _ call: OrganizationCall
    ) async throws -> [String: String] {
        var names: [String: String] = [:]
        for id in Set(page.flatMap { $0.punches.compactMap(\.geofence) }) {
            let stored = try await store.document(Geofence.self, id: id, in: call.organization)
            names[id] = stored?.value.name ?? id
        }
        return names
    }
}

extension CompatRoutes.Envelope {
    fileprivate func write(
        _ page: CompatRoutes.Page, to writer: inout JSONWriter, _ rows: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            switch self {
            case .weCom(let name):
                writer.member("errcode", 0)
                writer.member("errmsg", "ok")
                writer.member(name) { rows(&$0) }
            case .dingTalk:
                writer.member("errcode", 0)
                writer.member("errmsg", "ok")
                writer.member("hasMore", page.next != nil)
                writer.member("recordresult") { rows(&$0) }
            case .feishu(let name):
                writer.member("code", 0)
                writer.member("msg", "success")
                writer.member("data") { writer in
                    writer.object { writer in
                        writer.member(name) { rows(&$0) }
                        writer.member("invalid_user_ids", page.unknown)
                        writer.member("unauthorized_user_ids", [String]())
                    }
                }
            }
            writer.member("nextCursor", page.next)
            let faults = page.members.filter { $0.fault != nil }
            guard !faults.isEmpty else { return }
            writer.member("errors") { writer in
                writer.array { writer in
                    for member in faults {
                        writer.object { writer in
                            writer.member("member", member.id)
                            writer.member("detail", member.fault)
                        }
                    }
                }
            }
        }
    }
}
