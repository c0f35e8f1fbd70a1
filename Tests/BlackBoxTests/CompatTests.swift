import Foundation
import JSON
import Testing

/// Workdays and punches in the words of three vendors: names of fields, vocabularies, paging.
struct CompatTests {
    private let server: RunningServer
    private let acme: Tenant
    private static let week = "from=2026-03-09&to=2026-03-13"

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        for member in ["e2", "e3"] { try await acme.addMember(member) }
        try await put(
            "shifts/day",
            #"""
            {"name":"Day","slots":[{"start":"09:00","end":"18:00","seriousLateAfter":30,"closesAfter":300}],
            "breaks":[{"start":"12:00","end":"13:00"}],"overtime":{}}
            """#)
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
            .map { #""\#($0)":"day""# }.joined(separator: ",")
        try await put(
            "groups/office",
            #"{"name":"Office","members":["e1","e2","e3"],"schedule":{"kind":"weekly",\#(week)}}"#)
        try await put(
            "approvals/trip-1",
            #"{"member":"e1","kind":"trip","from":"2026-03-11","to":"2026-03-11"}"#)
        try await put(
            "approvals/leave-1",
            #"{"member":"e1","kind":"leave","from":"2026-03-13","to":"2026-03-13"}"#)
        // Monday late and overtime, Tuesday seriously late and early, Thursday without check-out.
        let punches = [
            ("e1", "in", "09T09:10:00"), ("e1", "out", "09T19:00:00"),
            ("e1", "in", "10T09:45:00"), ("e1", "out", "10T17:30:00"),
            ("e1", "in", "12T08:55:00"), ("e2", "in", "09T09:00:00"),
        ]
        let lines = punches.enumerated().map { index, punch in
            #"{"id":"p\#(index)","member":"\#(punch.0)","direction":"\#(punch.1)","#
                + #""occurredAt":"2026-03-\#(punch.2)+08:00","origin":"device","geofence":"hq"}"#
        }
        let loaded = try await acme.admin.send(
            "POST", "\(acme.path)/check-ins/import", lines.joined(separator: "\n"),
            headers: ["Content-Type": "application/x-ndjson"])
        #expect(loaded.status == 200)
    }

    @Test func `WeCom's check-ins have its fields and its words`() async throws {
        let answer = try await rows("wecom/checkindata", "checkindata", "member=e1")

        #expect(
            answer.allSatisfy {
                $0.names == [
                    "checkin_time", "checkin_type", "deviceid", "exception_type", "groupid",
                    "groupname", "lat", "lng", "location_detail", "location_title", "mediaids",
                    "notes", "sch_checkin_time", "schedule_id", "timeline_id", "userid", "wifimac",
                    "wifiname",
                ]
            })
        #expect(
            answer.map { $0["checkin_type"]?.text } == [
                "上班打卡", "下班打卡", "上班打卡", "下班打卡", "上班打卡", "下班打卡",
            ])
        #expect(
            answer.map { $0["exception_type"]?.text } == [
                "时间异常", "", "时间异常", "时间异常", "", "未打卡",
            ])
        #expect(answer.first?["groupname"]?.text == "Office")
        #expect(answer.first?["location_title"]?.text == "Office")
        #expect(answer.first?["checkin_time"]?.number == 1_773_018_600)
        #expect(answer.first?["sch_checkin_time"]?.number == 1_773_018_000)
        #expect(answer.last?["checkin_time"]?.number == 0)
    }

    @Test func `WeCom's days and months tell rules, sums, exceptions and approvals`() async throws {
        let days = try await rows("wecom/daydata", "datas", "member=e1")
        let months = try await rows("wecom/monthdata", "datas", "member=e1")

        let first = try #require(days.first)
        #expect(
            first.names == [
                "base_info", "exception_infos", "holiday_infos", "ot_info", "sp_items",
                "summary_info",
            ])
        #expect(first["base_info"]?["record_type"]?.number == 1)
        #expect(first["base_info"]?["day_type"]?.number == 0)
        #expect(first["base_info"]?["date"]?.number == 1_772_985_600)
        let rule = first["base_info"]?["rule_info"]
        #expect(rule?["groupname"]?.text == "Office")
        #expect(rule?["schedulename"]?.text == "Day")
        #expect(rule?["checkintime"]?.items.first?["work_sec"]?.number == 32_400)
        #expect(rule?["checkintime"]?.items.first?["off_work_sec"]?.number == 64_800)
        #expect(
            first["summary_info"]
                == (try JSONValue(
                    Array(
                        #"""
                        {"checkin_count":2,"regular_work_sec":31800,"standard_work_sec":28800,
                        "earliest_time":33000,"lastest_time":68400}
                        """#.utf8))))
        #expect(first["ot_info"]?["ot_status"]?.number == 1)
        #expect(first["ot_info"]?["ot_duration"]?.number == 3_600)
        #expect(
            days.map { $0["exception_infos"]?.items.map { $0["exception"]?.number } } == [
                [1], [1, 2], [], [3], [],
            ])
        #expect(
            days.map { $0["sp_items"]?.items.map { $0["type"]?.number } } == [
                [], [], [3], [], [1],
            ])
        #expect(days[2]["holiday_infos"]?.items.first?["sp_number"]?.text == "trip-1")
        let month = try #require(months.first)
        #expect(month["summary_info"]?["work_days"]?.number == 5)
        #expect(month["summary_info"]?["regular_days"]?.number == 1)
        #expect(month["summary_info"]?["except_days"]?.number == 3)
        #expect(month["summary_info"]?["standard_work_sec"]?.number == 144_000)
        #expect(month["overwork_info"]?["workday_over_sec"]?.number == 3_600)
        #expect(
            month["overwork_info"]?.names == [
                "holidays_over_sec", "restdays_over_sec", "workday_over_sec",
            ])
    }

    @Test func `DingTalk's results and records have its fields and its words`() async throws {
        let results = try await rows("dingtalk/list", "recordresult", "member=e1")
        let records = try await rows("dingtalk/listRecord", "recordresult", "member=e1")

        #expect(
            results.allSatisfy {
                $0.names == [
                    "approveId", "baseCheckTime", "checkType", "groupId", "id", "locationResult",
                    "planId", "procInstId", "recordId", "sourceType", "timeResult", "userCheckTime",
                    "userId", "workDate",
                ]
            })
        #expect(
            results.map { $0["timeResult"]?.text } == [
                "Late", "Normal", "SeriousLate", "Early", "Normal", "Normal", "Normal", "NotSigned",
                "Normal", "Normal",
            ])
        #expect(
            results.map { $0["locationResult"]?.text } == [
                "Normal", "Normal", "Normal", "Normal", "NotSigned", "NotSigned", "Normal",
                "NotSigned", "NotSigned", "NotSigned",
            ])
        #expect(
            results.map { $0["approveId"]?.text }.suffix(6) == [
                "trip-1", "trip-1", "", "", "leave-1", "leave-1",
            ])
        #expect(Set(results.map { $0["id"]?.text }).count == results.count)
        #expect(results.first?["sourceType"]?.text == "ATM")
        #expect(records.map { $0["isLegal"]?.text } == ["N", "Y", "N", "N", "Y"])
        #expect(
            records.map { $0["checkType"]?.text } == [
                "OnDuty", "OffDuty", "OnDuty", "OffDuty", "OnDuty",
            ])
        #expect(records.first?["corpId"]?.text == "acme")
        #expect(records.first?["groupId"]?.text == "office")
        #expect(records.first?["planCheckTime"]?.number == 1_773_018_000_000)
        let fields = [
            "classId", "bizId", "corpId", "isLegal", "locationMethod", "deviceId", "deviceSN",
            "userAddress", "userLongitude", "userLatitude", "userAccuracy", "userSsid",
            "userMacAddr", "planCheckTime", "baseAddress", "baseLongitude", "baseLatitude",
            "baseAccuracy", "baseSsid", "baseMacAddr", "outsideRemark", "gmtCreate", "gmtModified",
            "invalidRecordType", "invalidRecordMsg",
        ]
        #expect(records.allSatisfy { Set($0.names).isSuperset(of: fields) })
    }

    @Test func `Feishu's flows and tasks have its fields and its words`() async throws {
        let flows = try await rows("feishu/user_flows", "user_flow_results", "member=e1")
        let tasks = try await rows("feishu/user_tasks", "user_task_results", "member=e1")

        #expect(
            flows.first?.names == [
                "bssid", "check_result", "check_time", "comment", "creator_id", "device_id",
                "external_id", "is_field", "is_wifi", "location_name", "photo_urls", "record_id",
                "ssid", "type", "user_id",
            ])
        #expect(
            flows.map { $0["check_result"]?.text } == [
                "Late", "Normal", "Late", "Early", "Normal",
            ])
        #expect(flows.first?["type"]?.number == 5)
        #expect(
            tasks.map { $0["day"]?.number } == [
                20_260_309, 20_260_310, 20_260_311, 20_260_312, 20_260_313,
            ])
        let pairs = tasks.compactMap { $0["records"]?.items.first }
        #expect(
            pairs.map { $0["check_in_result"]?.text } == [
                "Late", "Late", "Normal", "Normal", "Normal",
            ])
        #expect(
            pairs.map { $0["check_out_result"]?.text } == [
                "Normal", "Early", "Normal", "Lack", "Normal",
            ])
        #expect(
            pairs.map { $0["check_in_result_supplement"]?.text } == [
                "None", "None", "Travel", "None", "Leave",
            ])
        #expect(pairs.allSatisfy { $0["task_shift_type"]?.number == 0 })
        #expect(tasks.first?["group_id"]?.text == "office")
        #expect(
            pairs.first?.names == [
                "check_in_record", "check_in_record_id", "check_in_result",
                "check_in_result_supplement", "check_in_shift_time", "check_out_record",
                "check_out_record_id", "check_out_result", "check_out_result_supplement",
                "check_out_shift_time", "task_shift_type",
            ])
    }

    @Test func `several members come in pages, and unknown ones are named`() async throws {
        let path = "\(acme.path)/compat/feishu/user_tasks?\(Self.week)"
        var seen: [String?] = []
        var cursor: String?
        repeat {
            let more = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await acme.hr.get("\(path)&limit=1\(more)")
            let rows = page.json["data"]?["user_task_results"]?.items ?? []
            seen += Set(rows.map { $0["user_id"]?.text })
            cursor = page.json["nextCursor"]?.text
        } while cursor != nil && seen.count < 10

        let chosen = try await acme.hr.get("\(path)&member=e3&member=no&member=e1")
        let ding = try await acme.hr.get(
            "\(acme.path)/compat/dingtalk/list?\(Self.week)&limit=3")

        #expect(seen == ["e1", "e2", "e3"])
        let users = (chosen.json["data"]?["user_task_results"]?.items ?? [])
            .map { $0["user_id"]?.text }
        #expect(Set(users) == ["e1", "e3"])
        #expect(chosen.json["data"]?["invalid_user_ids"]?.items == [.string("no")])
        #expect(ding.json["hasMore"] == .bool(false))
        #expect(ding.json["errcode"]?.number == 0)
    }

    @Test func `work in the field is told as such in every vocabulary`() async throws {
        let policy = try await acme.admin.get("\(acme.path)/policy")
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/policy",
            policy.text.replacing(#""outside":"reject""#, with: #""outside":"field-work""#))
        try await put(
            "shifts/all",
            #"{"slots":[{"start":"00:00","end":"23:59","opensBefore":0,"closesAfter":0}]}"#)
        try await put(
            "groups/field",
            #"{"members":["e9"],"schedule":{"kind":"rotation","anchor":"2026-01-05","cycle":["all"]}}"#
        )
        try await acme.addMember("e9")
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "e9", latitude: 31.32))
        let date = "from=\(posted.json["workday"]?["date"]?.text ?? "")&member=e9"

        let days = try await acme.hr.get("\(acme.path)/workdays?\(date)")
        let weCom = try await rows("wecom/checkindata", "checkindata", date, week: "")
        let flows = try await rows("feishu/user_flows", "user_flow_results", date, week: "")
        let ding = try await rows("dingtalk/listRecord", "recordresult", date, week: "")

        #expect(posted.json["decision"]?.text == "accepted")
        let slots = days.json["items"]?.items.first?["slots"]?.items ?? []
        #expect(slots.contains { $0["supplement"]?.text == "field" }, "\(days.text)")
        #expect(weCom.first?["checkin_type"]?.text == "外出打卡")
        #expect(weCom.first?["exception_type"]?.text?.contains("地点异常") == true)
        #expect(flows.first?["is_field"] == .bool(true))
        #expect(ding.first?["locationResult"]?.text == "Outside")
        #expect(ding.first?["isLegal"]?.text == "N")
    }

    @Test func `raw records tell of check-ins that do not count, results do not`() async throws {
        let outside = UUID().uuidString.lowercased()
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            Tenant.checkIn(id: outside, member: "e3", latitude: 31.32))
        let inside = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "e3"))
        let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
        let format = Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
        let query =
            "from=\(Date().addingTimeInterval(-600).formatted(format))&to="
            + "\(Date().formatted(format))&member=e3"

        let records = try await rows("dingtalk/listRecord", "recordresult", query, week: "")
        let flows = try await rows("feishu/user_flows", "user_flow_results", query, week: "")

        #expect(posted.json["decision"]?.text == "rejected")
        let refused = records.first { $0["id"]?.text == outside }
        #expect(records.count == 2 && flows.count == 1)
        #expect(refused?["isLegal"]?.text == "N")
        #expect(refused?["invalidRecordType"]?.text == "Other")
        #expect(refused?["invalidRecordMsg"]?.text == "rejected")
        #expect(refused?["locationResult"]?.text == "Outside")
        let counted = records.first { $0["id"]?.text == inside.json["id"]?.text }
        #expect(counted?["invalidRecordMsg"]?.text == "")
    }

    @Test func `what cannot be read is refused`() async throws {
        let path = "\(acme.path)/compat/wecom/daydata"

        let reversed = try await acme.hr.get("\(path)?from=2026-03-13&to=2026-03-09")
        let long = try await acme.hr.get("\(path)?from=2020-01-01&to=2026-03-09")
        let member = try await acme.hr.get("\(path)?member=a%20b")
        let cursor = try await acme.hr.get("\(path)?cursor=***")
        let role = try await acme.app.get("\(path)?\(Self.week)")

        #expect([reversed, long, member, cursor].map(\.status) == [400, 400, 400, 400])
        #expect(role.status == 403)
    }

    private func put(_ path: String, _ body: String) async throws {
        let answer = try await acme.admin.send("PUT", "\(acme.path)/\(path)", body)
        #expect(answer.status == 201, "\(answer.text)")
    }

    private func rows(
        _ path: String, _ name: String, _ query: String, week: String = Self.week + "&"
    ) async throws -> [JSONValue] {
        let answer = try await acme.hr.get("\(acme.path)/compat/\(path)?\(week)\(query)")
        #expect(answer.status == 200, "\(answer.text)")
        return (answer.json[name] ?? answer.json["data"]?[name])?.items ?? []
    }
}

extension JSONValue {
    /// The names of an object's members, in order.
    fileprivate var names: [String] {
        if case .object(let members) = self { members.map(\.name).sorted() } else { [] }
    }
}
