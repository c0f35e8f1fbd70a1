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
            route("dingtalk/listRecord", .dingTalk, DingTalkWire.records),
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

    private func route(
        _ path: String, _ envelope: Envelope,
        _ write: @escaping @Sendable (VendorDays, inout JSONWriter) -> Void
    ) -> Endpoint {
        .organization(.get, "/compat/" + path, [.admin, .hr, .auditor]) { call in
            let (pages, next, zone) = try await days(call)
            return .json { writer in
                envelope.write(next: next, to: &writer) { writer in
                    writer.array { writer in
                        for page in pages { write(VendorDays(page, zone: zone), &writer) }
                    }
                }
            }
        }.disclosing(Egress(categories: [.workdays], isAlways: true))
    }

    /// The members of a page with their days; the cursor names the last of them.
    private func days(
        _ call: OrganizationCall
    ) async throws -> ([MemberWorkdays], String?, Zone) {
        let today = try await call.zone(store).civil(call.now).date
        let from = try call.call.date("from") ?? today
        let to = try call.call.date("to") ?? from
        guard from <= to, to.days - from.days < Limits.workdaySpan else {
            throw Problem(.badRequest, "to must be 0 to \(Limits.workdaySpan - 1) days after from")
        }
        let named = try call.call.query.all("member").map { text throws(Problem) in
            guard let member = MemberID(text) else {
                throw Problem(.badRequest, "member is not an identifier")
            }
            return member
        }
        let book = try await WorkdayBook.read(
            from: store, in: call.organization, now: call.now)
        let feed = WorkdayFeed(
            store, of: call.organization, by: book,
            members: named.isEmpty ? nil : Set(named).sorted(), dates: (from, to))
        let after = try call.call.query["cursor"].map(Cursor.decode)
        let limit = try call.call.limit()
        let page = try await feed.page(after: after.flatMap { MemberID($0) }, limit: limit)
        let next = page.count == limit ? page.last.map { Cursor.encode($0.member.id.text) } : nil
        return (page, next, feed.zone)
    }
}

extension CompatRoutes.Envelope {
    fileprivate func write(
        next: String?, to writer: inout JSONWriter, _ rows: (inout JSONWriter) -> Void
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
                writer.member("hasMore", next != nil)
                writer.member("recordresult") { rows(&$0) }
            case .feishu(let name):
                writer.member("code", 0)
                writer.member("msg", "success")
                writer.member("data") { writer in
                    writer.object { writer in writer.member(name) { rows(&$0) } }
                }
            }
            writer.member("nextCursor", next)
        }
    }
}

/// A member's days as the vendors' shapes need them.
struct VendorDays: Sendable {
    let member: Member
    let days: [Workday]
    let zone: Zone
    /// The punches of the days, in order, each with the slot that it fills.
    let punches: [(punch: Punch, slot: WorkdaySlot?)]

    init(_ page: MemberWorkdays, zone: Zone) {
        member = page.member
        self.zone = zone
        var days: [Workday] = []
        if case .success(let rows) = page.rows { days = rows }
        self.days = days
        guard let first = days.first?.date, let last = days.last?.date else {
            punches = []
            return
        }
        let slots = days.flatMap(\.slots)
        punches = page.punches.filter { (first...last).contains(zone.civil($0.at).date) }
            .sorted { $0.at < $1.at }
            .map { punch in
                (punch, slots.first { $0.checkIn != nil && $0.checkIn == punch.id })
            }
    }

    /// The seconds of the epoch at which a date begins.
    func midnight(_ date: CivilDate) -> Int64 { seconds(zone.instant(date, .midnight)) }

    func seconds(_ instant: Instant) -> Int64 { instant.milliseconds / 1_000 }
}
