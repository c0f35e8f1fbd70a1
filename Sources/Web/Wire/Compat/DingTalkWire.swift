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
                    let approval = days.approval(of: slot, on: day.date)
                    writer.member(
                        "id", "\(days.id) \(day.date) \(slot.shift ?? "") \(slot.index) \(kind)")
                    writer.member("recordId", slot.checkIn ?? "")
                    writer.member("planId", slot.shift ?? "")
                    writer.member("groupId", days.group(on: day.date).id)
                    writer.member("userId", days.id)
                    writer.member("workDate", days.midnight(day.date) * 1_000)
                    writer.member("checkType", kind)
                    writer.member("timeResult", time(slot))
                    writer.member("locationResult", place(slot))
                    writer.member("sourceType", source(slot.origin ?? .auto))
                    writer.member("baseCheckTime", slot.scheduledAt?.milliseconds)
                    writer.member("userCheckTime", slot.at?.milliseconds)
                    writer.member("approveId", approval)
                    writer.member("procInstId", approval)
                }
            }
        }
    }

    /// Members of a raw record that tell more of a person than HR may see, or that we do not have.
    private static let withheld = [
        "locationMethod", "deviceId", "deviceSN", "userSsid", "userMacAddr", "baseAddress",
        "baseSsid", "baseMacAddr", "outsideRemark",
    ]

    private static let positions = [
        "userLongitude", "userLatitude", "userAccuracy", "baseLongitude", "baseLatitude",
        "baseAccuracy",
    ]

    /// One row a punch, those that do not count too: `invalidRecordType` says so.
    static func records(_ days: VendorDays, to writer: inout JSONWriter) {
        for entry in days.punches {
            let punch = entry.punch
            let result = entry.slot.map(time) ?? "Normal"
            let location = punch.place == .outside ? "Outside" : "Normal"
            writer.object { writer in
                for name in ["id", "bizId"] { writer.member(name, punch.id ?? "") }
                writer.member("corpId", days.organization.text)
                writer.member("userId", days.id)
                writer.member("groupId", days.group(on: entry.date).id)
                for name in ["planId", "classId"] { writer.member(name, entry.slot?.shift ?? "") }
                writer.member("workDate", days.midnight(entry.date) * 1_000)
                writer.member("checkType", entry.isLeaving ? "OffDuty" : "OnDuty")
                writer.member("timeResult", result)
                writer.member("locationResult", location)
                writer.member("sourceType", source(punch.origin))
                let isLegal =
                    result == "Normal" && location == "Normal" && entry.refused == nil
                writer.member("isLegal", isLegal ? "Y" : "N")
                writer.member("userAddress", days.place(punch))
                for name in withheld { writer.member(name, "") }
                for name in positions { writer.member(name, Int64?.none) }
                let due = entry.slot?.scheduledAt?.milliseconds
                for name in ["planCheckTime", "baseCheckTime"] { writer.member(name, due) }
                writer.member("userCheckTime", punch.at.milliseconds)
                let other = entry.refused == nil ? "" : "Other"
                writer.member("invalidRecordType", punch.doubts.isEmpty ? other : "Security")
                writer.member("invalidRecordMsg", entry.refused?.rawValue ?? "")
                for name in ["gmtCreate", "gmtModified"] {
                    writer.member(name, punch.at.milliseconds)
                }
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
