import Attendance
import JSON
import Timekeeping

/// Reads and writes groups; what is written is what is read.
enum GroupWire {
    static func read(_ reader: inout JSONReader) throws -> WorkGroup {
        var group = WorkGroup()
        try reader.object { name, value in
            switch name {
            case "name": group.name = try value.name()
            case "members":
                group.members = try value.array(max: Limits.groupMembers) { try $0.identifier() }
            case "geofences":
                group.geofences = try value.array(max: Limits.features) { try $0.identifier() }
            case "timeZone": group.zone = try value.zone()
            case "schedule": group.schedule = try ScheduleWire.read(&value)
            case "default": group.defaultShift = try value.ruleID()
            case "calendar": group.calendar = try value.ruleID()
            case "overtime": group.overtime = try OvertimeWire.read(&value)
            case "settings": group.settings = try SettingsWire.read(&value)
            case "policy": group.policy = try PolicyWire.read(&value)
            default: throw value.unknownMember()
            }
        }
        return group
    }

    static func write(_ group: WorkGroup, to writer: inout JSONWriter) {
        writer.object { writer in
            if let name = group.name { writer.member("name", name) }
            writer.member("members", group.members.map(\.text))
            writer.member("geofences", group.geofences.map(\.text))
            writer.member("timeZone", group.zone?.identifier)
            writer.member("schedule") { writer in
                if let schedule = group.schedule {
                    ScheduleWire.write(schedule, to: &writer)
                } else {
                    writer.null()
                }
            }
            if let standard = group.defaultShift { writer.member("default", standard) }
            writer.member("calendar", group.calendar)
            writer.member("overtime") { OvertimeWire.write(group.overtime, to: &$0) }
            if let settings = group.settings {
                writer.member("settings") { SettingsWire.write(settings, to: &$0) }
            }
            if let policy = group.policy {
                writer.member("policy") { PolicyWire.write(policy, to: &$0) }
            }
        }
    }
}
