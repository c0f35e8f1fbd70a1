import JSON
import Timekeeping

/// Reads and writes schedules; what is written is what is read.
enum ScheduleWire {
    static func read(_ reader: inout JSONReader) throws -> Schedule {
        var kind: Kind?
        var week: [Weekday: String?] = [:]
        var anchor: CivilDate?
        var cycle: [String?]?
        var hours = Schedule.FreeHours(requiredMinutes: 0)
        var isRequiredKnown = false
        // Which members were set, to refuse those of another kind.
        var used: [(kind: Kind, member: String)] = []
        try reader.object { name, value in
            switch name {
            case "kind": kind = try value.one(of: Kind.self)
            case "anchor":
                anchor = try value.workDate()
                used.append((.rotation, "anchor"))
            case "cycle":
                cycle = try value.array(max: RuleCheck.cycleMax, entry)
                used.append((.rotation, "cycle"))
            case "dayStartsAt":
                hours.dayStartsAt = try value.clockTime()
                used.append((.free, "dayStartsAt"))
            case "requiredMinutes":
                hours.requiredMinutes = try value.minutes()
                isRequiredKnown = true
                used.append((.free, "requiredMinutes"))
            case "mode":
                hours.mode = try value.one(of: Schedule.Mode.self)
                used.append((.free, "mode"))
            default:
                guard let weekday = Weekday(rawValue: name.text) else {
                    throw value.unknownMember()
                }
                week[weekday] = .some(try entry(&value))
                used.append((.weekly, weekday.rawValue))
            }
        }
        let known = try reader.required(kind, "kind")
        if let stray = used.first(where: { $0.kind != known }) {
            throw reader.invalid("\(stray.member) is no member of a \(known.rawValue) schedule")
        }
        switch known {
        case .weekly: return .weekly(week)
        case .roster: return .roster
        case .free:
            _ = try reader.required(isRequiredKnown ? true : nil, "requiredMinutes")
            return .free(hours)
        case .rotation:
            let entries = try reader.required(cycle, "cycle")
            return .rotation(anchor: try reader.required(anchor, "anchor"), cycle: entries)
        }
    }

    static func write(_ schedule: Schedule, to writer: inout JSONWriter) {
        writer.object { writer in
            switch schedule {
            case .weekly(let week):
                writer.member("kind", Kind.weekly.rawValue)
                for weekday in Weekday.allCases {
                    guard let entry = week[weekday] else { continue }
                    writer.member(weekday.rawValue, entry)
                }
            case .rotation(let anchor, let cycle):
                writer.member("kind", Kind.rotation.rawValue)
                writer.member("anchor", anchor.description)
                writer.member("cycle", cycle)
            case .roster: writer.member("kind", Kind.roster.rawValue)
            case .free(let hours):
                writer.member("kind", Kind.free.rawValue)
                writer.member("dayStartsAt", hours.dayStartsAt?.description)
                writer.member("requiredMinutes", hours.requiredMinutes)
                writer.member("mode", hours.mode.rawValue)
            }
        }
    }

    private enum Kind: String, CaseIterable {
        case weekly, rotation, roster, free
    }

    /// A shift, or `null` where nothing runs.
    private static func entry(_ reader: inout JSONReader) throws -> String? {
        try reader.takeNull() ? nil : try reader.ruleID()
    }
}
