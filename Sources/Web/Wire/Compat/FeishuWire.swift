import Attendance
import JSON
import Timekeeping

/// Rows as Feishu's `user_flows/query` and `user_tasks/query` shape them.
enum FeishuWire {
    /// One row a punch.
    static func flows(_ days: VendorDays, to writer: inout JSONWriter) {
        for entry in days.punches {
            let punch = entry.punch
            writer.object { writer in
                for name in ["user_id", "creator_id"] { writer.member(name, days.id) }
                for name in ["record_id", "external_id"] { writer.member(name, punch.id ?? "") }
                writer.member("check_time", "\(days.seconds(punch.at))")
                writer.member("location_name", days.place(punch))
                for name in ["comment", "ssid", "bssid", "device_id"] { writer.member(name, "") }
                writer.member("is_field", punch.isFieldWork)
                writer.member("is_wifi", false)
                writer.member("type", type(punch.origin))
                writer.member("photo_urls", [String]())
                writer.member("check_result", entry.slot.map(result) ?? "Normal")
            }
        }
    }

    /// One row a member and date, with a record for every scheduled pair.
    static func tasks(_ days: VendorDays, to writer: inout JSONWriter) {
        for day in days.days where !day.slots.isEmpty {
            let (year, month, number) = day.date.parts
            writer.object { writer in
                writer.member("result_id", "\(days.id) \(day.date)")
                writer.member("user_id", days.id)
                writer.member("employee_name", days.member.profile.name)
                writer.member("day", year * 10_000 + month * 100 + number)
                writer.member("group_id", days.group(on: day.date).id)
                writer.member("shift_id", day.shift ?? "")
                writer.member("records") { writer in
                    writer.array { writer in
                        for arrival in day.slots where arrival.slot != .offDuty {
                            let departure = day.slots.first {
                                $0.slot == .offDuty && $0.shift == arrival.shift
                                    && $0.index == arrival.index
                            }
                            let isOvertime = arrival.slot == .open && day.dayKind != .workday
                            pair(arrival, departure, days, isOvertime, to: &writer)
                        }
                    }
                }
            }
        }
    }

    private static func pair(
        _ arrival: WorkdaySlot, _ departure: WorkdaySlot?, _ days: VendorDays,
        _ isOvertime: Bool, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            for (name, slot) in [("in", Optional(arrival)), ("out", departure)] {
                writer.member("check_\(name)_record_id", slot?.checkIn ?? "")
                writer.member("check_\(name)_result", slot.map(result) ?? "NoNeedCheck")
                writer.member("check_\(name)_result_supplement", slot.map(supplement) ?? "None")
                let due = slot?.scheduledAt.map { "\(days.seconds($0))" } ?? ""
                writer.member("check_\(name)_shift_time", due)
                writer.member("check_\(name)_record") { writer in
                    guard let at = slot?.at else { return writer.null() }
                    writer.object { writer in
                        writer.member("user_id", days.id)
                        writer.member("record_id", slot?.checkIn ?? "")
                        writer.member("check_time", "\(days.seconds(at))")
                    }
                }
            }
            writer.member("task_shift_type", isOvertime ? 1 : 0)
        }
    }

    private static func result(_ slot: WorkdaySlot) -> String {
        switch slot.result {
        case .normal: "Normal"
        case .late, .seriousLate, .absentLate: "Late"
        case .early: "Early"
        case .missing: "Lack"
        case .notRequired: "NoNeedCheck"
        case .pending: "Todo"
        }
    }

    private static func supplement(_ slot: WorkdaySlot) -> String {
        if slot.origin == .admin { return "ManagerModification" }
        switch slot.supplement {
        case .none: return "None"
        case .leave: return "Leave"
        case .trip: return "Travel"
        case .out: return "GoOut"
        case .field: return "FieldPunch"
        case .remedy: return "CardReplacement"
        }
    }

    private static func type(_ origin: Punch.Origin) -> Int {
        switch origin {
        case .own: 0
        case .admin: 1
        case .remedy: 2
        case .auto: 3
        case .device: 5
        case .imported: 7
        }
    }
}
