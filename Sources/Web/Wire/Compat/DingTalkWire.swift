import Attendance
import JSON
import Timekeeping

/// Rows as DingTalk's `attendance/list` and `attendance/listRecord` shape them.
enum DingTalkWire {
    /// One row a slot.
    static func results(_ days: VendorDays, to writer: inout JSONWriter) {
        for day in days.days {
            for slot in day.slots {
                writer.object { writer in
                    let kind = slot.slot == .offDuty ? "OffDuty" : "OnDuty"
                    writer.member(
                        "id", "\(days.member.id) \(day.date) \(slot.index) \(kind)")
                    writer.member("recordId", slot.checkIn ?? "")
                    writer.member("planId", slot.shift ?? "")
                    writer.member("groupId", "")
                    writer.member("userId", days.member.id.text)
                    writer.member("workDate", days.midnight(day.date) * 1_000)
                    writer.member("checkType", kind)
                    writer.member("timeResult", time(slot))
                    writer.member("locationResult", place(slot))
                    writer.member("sourceType", source(slot.origin ?? .auto))
                    writer.member("baseCheckTime", slot.scheduledAt?.milliseconds)
                    writer.member("userCheckTime", slot.at?.milliseconds)
                    writer.member("approveId", "")
                    writer.member("procInstId", "")
                }
            }
        }
    }

    /// One row a punch.
    static func records(_ days: VendorDays, to writer: inout JSONWriter) {
        for (punch, slot) in days.punches {
            let isLegal = slot.map { time($0) == "Normal" && place($0) == "Normal" } ?? false
            let isLeaving = slot.map { $0.slot == .offDuty } ?? (punch.direction == .out)
            writer.object { writer in
                writer.member("id", punch.id ?? "")
                writer.member("userId", days.member.id.text)
                writer.member("classId", slot?.shift ?? "")
                writer.member("workDate", days.midnight(days.zone.civil(punch.at).date) * 1_000)
                writer.member("checkType", isLeaving ? "OffDuty" : "OnDuty")
                writer.member("timeResult", slot.map(time) ?? "Normal")
                writer.member(
                    "locationResult", punch.place == .outside ? "Outside" : "Normal")
                writer.member("sourceType", source(punch.origin))
                writer.member("isLegal", isLegal ? "Y" : "N")
                writer.member("locationMethod", "")
                writer.member("planCheckTime", slot?.scheduledAt?.milliseconds)
                writer.member("userCheckTime", punch.at.milliseconds)
                writer.member("gmtCreate", punch.at.milliseconds)
            }
        }
    }

    private static func time(_ slot: WorkdaySlot) -> String {
        switch slot.result {
        case .normal, .notRequired, .pending:
            slot.at == nil && slot.result == .pending ? "NotSigned" : "Normal"
        case .late: "Late"
        case .seriousLate: "SeriousLate"
        case .absentLate: "Absenteeism"
        case .early: "Early"
        case .missing: "NotSigned"
        }
    }

    private static func place(_ slot: WorkdaySlot) -> String {
        guard slot.at != nil else { return "NotSigned" }
        return slot.place == .outside ? "Outside" : "Normal"
    }

    private static func source(_ origin: Punch.Origin) -> String {
        switch origin {
        case .own: "USER"
        case .admin: "BOSS"
        case .remedy: "APPROVE"
        case .device: "ATM"
        case .imported: "SYSTEM"
        case .auto: "AUTO_CHECK"
        }
    }
}
