import JSON
import Timekeeping

/// Reads and writes what an organization has settled for its shifts.
enum SettingsWire {
    static func read(_ reader: inout JSONReader) throws -> Settings {
        var settings = Settings()
        try reader.object { name, value in
            switch name {
            case "hours": settings.hours = try value.one(of: Settings.Hours.self)
            case "directions": settings.directions = try value.one(of: Settings.Directions.self)
            case "settlingHours": settings.settlingHours = try value.integer(in: 0...8_784)
            case "missingOut": settings.missingOut = try value.one(of: Settings.MissingOut.self)
            case "remedyQuota": settings.remedyQuota = try value.integer(in: 0...1_000)
            case "remedyDeadlineDays":
                settings.remedyDeadlineDays = try value.integer(in: 0...3_660)
            case "dayStartsAt": settings.dayStartsAt = try value.clockTime()
            case "overtime": settings.overtime = try OvertimeWire.read(&value)
            default: throw value.unknownMember()
            }
        }
        return settings
    }

    static func write(_ settings: Settings, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("hours", settings.hours.rawValue)
            writer.member("directions", settings.directions.rawValue)
            writer.member("settlingHours", settings.settlingHours)
            writer.member("missingOut", settings.missingOut.rawValue)
            writer.member("remedyQuota", settings.remedyQuota)
            writer.member("remedyDeadlineDays", settings.remedyDeadlineDays)
            writer.member("dayStartsAt", settings.dayStartsAt.description)
            writer.member("overtime") { OvertimeWire.write(settings.overtime, to: &$0) }
        }
    }
}
