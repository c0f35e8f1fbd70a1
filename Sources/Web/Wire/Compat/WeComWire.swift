import Attendance
import JSON
import Timekeeping

/// Rows as WeCom's `getcheckindata`, `getcheckin_daydata` and `getcheckin_monthdata` shape them.
enum WeComWire {
    static func checkIns(_ days: VendorDays, to writer: inout JSONWriter) {
        for (punch, slot) in days.punches {
            let isLeaving = slot.map { $0.slot == .offDuty } ?? (punch.direction == .out)
            write(
                days, isLeaving ? "下班打卡" : "上班打卡", exception(slot, punch.place),
                at: days.seconds(punch.at), slot, to: &writer)
        }
        for slot in days.days.flatMap(\.slots) where slot.result == .missing {
            let kind = slot.slot == .offDuty ? "下班打卡" : "上班打卡"
            write(days, kind, "未打卡", at: 0, slot, to: &writer)
        }
    }

    private static func write(
        _ days: VendorDays, _ kind: String, _ exception: String, at: Int64,
        _ slot: WorkdaySlot?, to writer: inout JSONWriter
    ) {
        let empty = [
            "groupname", "location_title", "location_detail", "wifiname", "notes", "wifimac",
            "deviceid",
        ]
        writer.object { writer in
            writer.member("userid", days.member.id.text)
            writer.member("checkin_type", kind)
            writer.member("exception_type", exception)
            writer.member("checkin_time", at)
            writer.member("sch_checkin_time", slot?.scheduledAt.map(days.seconds) ?? 0)
            for name in empty { writer.member(name, "") }
            writer.member("mediaids", [String]())
            for name in ["lat", "lng", "groupid"] { writer.member(name, 0) }
            writer.member("schedule_id", slot?.shift ?? "")
            writer.member("timeline_id", slot?.index ?? 0)
        }
    }

    private static func exception(_ slot: WorkdaySlot?, _ place: Punch.Place) -> String {
        var words: [String] = []
        if let slot, slot.result.isLate || slot.result == .early { words.append("时间异常") }
        if place == .outside { words.append("地点异常") }
        return words.joined(separator: ";")
    }

    static func days(_ days: VendorDays, to writer: inout JSONWriter) {
        for day in days.days {
            let made = day.slots.compactMap(\.at)
            writer.object { writer in
                writer.member("base_info") { base(days, day, to: &$0) }
                writer.member("summary_info") { writer in
                    writer.object { writer in
                        writer.member("checkin_count", made.count)
                        writer.member("regular_work_sec", day.workedMinutes * 60)
                        writer.member("standard_work_sec", standard(day))
                        writer.member("earliest_time", made.min().map { clock($0, days) } ?? 0)
                        writer.member("lastest_time", made.max().map { clock($0, days) } ?? 0)
                    }
                }
                writer.member("holiday_infos", [String]())
                writer.member("exception_infos") { exceptions([day], to: &$0) }
                writer.member("ot_info") { writer in
                    writer.object { writer in
                        writer.member("ot_status", day.overtimeMinutes > 0 ? 1 : 0)
                        writer.member("ot_duration", day.overtimeMinutes * 60)
                        writer.member("exception_duration", [Int]())
                    }
                }
                writer.member("sp_items", [String]())
            }
        }
    }

    private static func base(
        _ days: VendorDays, _ day: Workday, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("date", days.midnight(day.date))
            let isOpen = day.slots.contains { $0.slot == .open }
            writer.member("record_type", isOpen ? 4 : day.shifts.isEmpty ? 7 : 3)
            names(days, to: &writer)
            writer.member("rule_info") { writer in
                writer.object { writer in
                    writer.member("groupid", 0)
                    writer.member("groupname", "")
                    writer.member("scheduleid", 0)
                    writer.member("schedulename", day.shift ?? "")
                    writer.member("checkintime") { writer in
                        writer.array { writer in
                            for (start, end) in spans(day) {
                                writer.object { writer in
                                    writer.member("work_sec", clock(start, days))
                                    writer.member("off_work_sec", clock(end, days))
                                }
                            }
                        }
                    }
                }
            }
            writer.member("day_type", day.dayKind == .workday ? 0 : 1)
        }
    }

    private static func names(_ days: VendorDays, to writer: inout JSONWriter) {
        writer.member("name", days.member.profile.name)
        writer.member("name_ex", "")
        writer.member("departs_name", days.member.profile.department ?? "")
        writer.member("acctid", days.member.id.text)
    }

    static func totals(_ days: VendorDays, to writer: inout JSONWriter) {
        let sheet = Timesheet(member: days.member.id.text, days.days)
        writer.object { writer in
            writer.member("base_info") { writer in
                writer.object { writer in
                    writer.member("record_type", 3)
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
                    writer.member(
                        "standard_work_sec", days.days.reduce(0) { $0 + standard($1) })
                }
            }
            writer.member("exception_infos") { exceptions(days.days, to: &$0) }
            writer.member("sp_items", [String]())
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

    /// 1 late, 2 early, 3 missing punch, 4 absence, 5 place.
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

    private static func standard(_ day: Workday) -> Int {
        spans(day).reduce(0) { $0 + Int($1.1.milliseconds(since: $1.0) / 1_000) }
    }

    private static func clock(_ instant: Instant, _ days: VendorDays) -> Int {
        days.zone.civil(instant).millisecondOfDay / 1_000
    }
}
