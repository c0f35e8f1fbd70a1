import Attendance
import JSON
import Timekeeping

/// Rows as WeCom's `getcheckindata`, `getcheckin_daydata` and `getcheckin_monthdata` shape them.
enum WeComWire {
    /// One row a punch, and one a slot that lacks its punch.
    static func checkIns(_ days: VendorDays, to writer: inout JSONWriter) {
        for entry in days.punches {
            let isOut = entry.punch.isFieldWork || entry.slot?.supplement == .out
            let kind = isOut ? "外出打卡" : entry.isLeaving ? "下班打卡" : "上班打卡"
            write(days, entry.date, kind, entry.slot, entry.punch, to: &writer)
        }
        for day in days.days {
            for slot in day.slots where slot.result == .missing {
                let kind = slot.slot == .offDuty ? "下班打卡" : "上班打卡"
                write(days, day.date, kind, slot, nil, to: &writer)
            }
        }
    }

    private static func write(
        _ days: VendorDays, _ date: CivilDate, _ kind: String, _ slot: WorkdaySlot?,
        _ punch: Punch?, to writer: inout JSONWriter
    ) {
        let group = days.group(on: date)
        let withheld = ["wifiname", "notes", "wifimac", "deviceid"]
        writer.object { writer in
            writer.member("userid", days.id)
            writer.member("groupname", group.name)
            writer.member("checkin_type", kind)
            writer.member("exception_type", punch.map { exception(slot, $0) } ?? "未打卡")
            writer.member("checkin_time", punch.map { days.seconds($0.at) } ?? 0)
            writer.member("sch_checkin_time", slot?.scheduledAt.map(days.seconds) ?? 0)
            for name in ["location_title", "location_detail"] {
                writer.member(name, punch.map(days.place) ?? "")
            }
            for name in withheld { writer.member(name, "") }
            writer.member("mediaids", [String]())
            for name in ["lat", "lng"] { writer.member(name, 0) }
            writer.member("groupid", group.id)
            writer.member("schedule_id", slot?.shift ?? "")
            writer.member("timeline_id", slot?.index ?? 0)
        }
    }

    private static func exception(_ slot: WorkdaySlot?, _ punch: Punch) -> String {
        var words: [String] = []
        if let slot, slot.result.isLate || slot.result == .early { words.append("时间异常") }
        if punch.place == .outside { words.append("地点异常") }
        if punch.doubts.contains(.wifi) { words.append("wifi异常") }
        if punch.doubts.contains(.device) { words.append("非常用设备") }
        return words.joined(separator: ";")
    }

    /// One row a member and date.
    static func days(_ days: VendorDays, to writer: inout JSONWriter) {
        for day in days.days {
            let made = day.slots.compactMap(\.at)
            writer.object { writer in
                writer.member("base_info") { base(days, day, to: &$0) }
                writer.member("summary_info") { writer in
                    writer.object { writer in
                        writer.member(
                            "checkin_count", days.punches.count { $0.date == day.date })
                        writer.member("regular_work_sec", day.workedMinutes * 60)
                        writer.member("standard_work_sec", day.dueMinutes * 60)
                        writer.member("earliest_time", made.min().map(days.clock) ?? 0)
                        writer.member("lastest_time", made.max().map(days.clock) ?? 0)
                    }
                }
                writer.member("holiday_infos") { approvals(days, day, to: &$0) }
                writer.member("exception_infos") { exceptions([day], to: &$0) }
                writer.member("ot_info") { writer in
                    writer.object { writer in
                        writer.member("ot_status", day.overtimeMinutes > 0 ? 1 : 0)
                        writer.member("ot_duration", day.overtimeMinutes * 60)
                        writer.member("exception_duration", [Int]())
                    }
                }
                writer.member("sp_items") { supplements([day], to: &$0) }
            }
        }
    }

    /// The approvals of a day.
    private static func approvals(
        _ days: VendorDays, _ day: Workday, to writer: inout JSONWriter
    ) {
        func text(_ text: String, to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("data") { writer in
                    writer.array { writer in
                        writer.object { writer in
                            writer.member("lang", "zh_CN")
                            writer.member("text", text)
                        }
                    }
                }
            }
        }
        writer.array { writer in
            for approval in days.approvals(on: day.date) {
                writer.object { writer in
                    writer.member("sp_number", approval.id)
                    writer.member("sp_title") { text(approval.kind.inChinese, to: &$0) }
                    writer.member("sp_description") { text(day.date.description, to: &$0) }
                }
            }
        }
    }

    /// 1 leave, 2 remedy, 3 trip, 4 out, 100 field; days, of remedies slots, and seconds of leave.
    private static func supplements(_ days: [Workday], to writer: inout JSONWriter) {
        let kinds: [(WorkdaySlot.Supplement, Int, String)] = [
            (.leave, 1, "请假"), (.remedy, 2, "补卡"), (.trip, 3, "出差"), (.out, 4, "外出"),
            (.field, 100, "外勤"),
        ]
        writer.array { writer in
            for (supplement, type, name) in kinds {
                let slots = days.map { $0.slots.count { $0.supplement == supplement } }
                let leave = days.reduce(0) { $0 + $1.leaveMinutes * 60 }
                let duration = supplement == .leave ? leave : 0
                let count =
                    supplement == .remedy ? slots.reduce(0, +) : slots.count { $0 > 0 }
                if count > 0 || duration > 0 {
                    writer.object { writer in
                        writer.member("type", type)
                        writer.member("vacation_id", 0)
                        writer.member("count", max(count, 1))
                        writer.member("duration", duration)
                        writer.member("time_type", duration > 0 ? 1 : 0)
                        writer.member("name", name)
                    }
                }
            }
        }
    }

    private static func base(
        _ days: VendorDays, _ day: Workday, to writer: inout JSONWriter
    ) {
        let group = days.group(on: day.date)
        writer.object { writer in
            writer.member("date", days.midnight(day.date))
            writer.member("record_type", recordType(days, day))
            names(days, to: &writer)
            writer.member("rule_info") { writer in
                writer.object { writer in
                    writer.member("groupid", group.id)
                    writer.member("groupname", group.name)
                    writer.member("scheduleid", day.shift ?? "")
                    writer.member(
                        "schedulename", day.shift.map { days.library.name(ofShift: $0) } ?? "")
                    writer.member("checkintime") { writer in
                        writer.array { writer in
                            for (start, end) in spans(day) {
                                writer.object { writer in
                                    writer.member("work_sec", days.clock(start))
                                    writer.member("off_work_sec", days.clock(end))
                                }
                            }
                        }
                    }
                }
            }
            writer.member("day_type", day.dayKind == .workday ? 0 : 1)
        }
    }

    /// 1 fixed, 2 out, 3 scheduled, 4 free, 5 overtime, 7 no rule.
    private static func recordType(_ days: VendorDays, _ day: Workday) -> Int {
        if day.dayKind != .workday, day.slots.contains(where: { $0.slot == .open }) { return 5 }
        if !day.slots.isEmpty, day.slots.allSatisfy({ $0.supplement == .out }) { return 2 }
        return ruleType(days, day)
    }

    private static func ruleType(_ days: VendorDays, _ day: Workday?) -> Int {
        guard let day else { return 7 }
        let group = days.group(on: day.date)
        switch group.schedule {
        case .free: return 4
        case .rotation, .roster: return 3
        case .weekly: return 1
        case nil: return !day.shifts.isEmpty ? 3 : group.id.isEmpty ? 7 : 1
        }
    }

    private static func names(_ days: VendorDays, to writer: inout JSONWriter) {
        writer.member("name", days.member.profile.name)
        writer.member("name_ex", "")
        writer.member("departs_name", days.member.profile.department ?? "")
        writer.member("acctid", days.id)
    }

    static func totals(_ days: VendorDays, to writer: inout JSONWriter) {
        let sheet = Timesheet(member: days.id, days.days)
        writer.object { writer in
            writer.member("base_info") { writer in
                writer.object { writer in
                    writer.member("record_type", ruleType(days, days.days.last))
                    names(days, to: &writer)
                }
            }
            writer.member("summary_info") { writer in
                writer.object { writer in
                    writer.member("work_days", sheet.daysDue)
                    writer.member("regular_days", days.days.filter(isRegular).count)
                    writer.member("except_days", days.days.filter(isException).count)
                    writer.member(
                        "rest_days", days.days.filter { $0.dayKind != .workday }.count)
                    writer.member("regular_work_sec", sheet.workedMinutes * 60)
                    let due = days.days.reduce(0) { $0 + $1.dueMinutes }
                    writer.member("standard_work_sec", due * 60)
                }
            }
            writer.member("exception_infos") { exceptions(days.days, to: &$0) }
            writer.member("sp_items") { supplements(days.days, to: &$0) }
            writer.member("overwork_info") { writer in
                writer.object { writer in
                    writer.member("workday_over_sec", sheet.overtimeMinutes.workday * 60)
                    writer.member("holidays_over_sec", sheet.overtimeMinutes.holiday * 60)
                    writer.member("restdays_over_sec", sheet.overtimeMinutes.rest * 60)
                }
            }
        }
    }

    private static func isException(_ day: Workday) -> Bool {
        day.status == .absent
            || day.slots.contains {
                $0.result.isLate || $0.result == .early || $0.result == .missing
            }
    }

    private static func isRegular(_ day: Workday) -> Bool {
        day.isDue && day.status == .present && !isException(day)
    }

    /// 1 late, 2 early, 3 missing punch, 4 absence, 5 place; 6, the device, only stands at a punch.
    private static func exceptions(_ days: [Workday], to writer: inout JSONWriter) {
        let slots = days.flatMap(\.slots)
        let late = slots.filter(\.result.isLate)
        let early = slots.filter { $0.result == .early }
        let missing = days.filter { $0.status != .absent }.flatMap(\.slots)
            .filter { $0.result == .missing }
        let rows = [
            (1, late.count, late.reduce(0) { $0 + $1.minutes * 60 }),
            (2, early.count, early.reduce(0) { $0 + $1.minutes * 60 }),
            (3, missing.count, 0),
            (4, days.filter { $0.status == .absent }.count, 0),
            (5, slots.filter { $0.place == .outside }.count, 0),
        ]
        writer.array { writer in
            for (code, count, duration) in rows where count > 0 {
                writer.object { writer in
                    writer.member("exception", code)
                    writer.member("count", count)
                    writer.member("duration", duration)
                }
            }
        }
    }

    private static func spans(_ day: Workday) -> [(Instant, Instant)] {
        let due = { (name: SlotName) in
            day.slots.filter { $0.slot == name }.compactMap(\.scheduledAt)
        }
        return Array(zip(due(.onDuty), due(.offDuty)))
    }
}
