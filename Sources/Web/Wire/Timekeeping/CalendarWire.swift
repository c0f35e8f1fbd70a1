import JSON
import Timekeeping

/// Reads and writes calendars.
enum CalendarWire {
    /// Most days of one calendar.
    static let daysMax = 10_000

    /// Reads the body of `PUT …/calendars/{id}`: `{"days":{…}}`.
    static func read(_ reader: inout JSONReader) throws -> WorkCalendar {
        var calendar: WorkCalendar?
        try reader.object { name, value in
            switch name {
            case "days": calendar = try days(&value)
            default: throw value.unknownMember()
            }
        }
        return try reader.required(calendar, "days")
    }

    /// Reads days by date: `{"2026-02-16":"holiday"}`.
    static func days(_ reader: inout JSONReader) throws -> WorkCalendar {
        var days: [CivilDate: WorkCalendar.Day] = [:]
        try reader.object(max: daysMax) { name, value in
            guard let date = CivilDate(name.text) else {
                throw value.invalid("the member must be a date as yyyy-MM-dd")
            }
            days[date] = try day(&value)
        }
        return WorkCalendar(days: days)
    }

    static func write(_ calendar: WorkCalendar, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("days") { writer in
                writer.object { writer in
                    for (date, day) in calendar.days.sorted(by: { $0.key < $1.key }) {
                        writer.member(date.description) { write(day, to: &$0) }
                    }
                }
            }
        }
    }

    private static func day(_ reader: inout JSONReader) throws -> WorkCalendar.Day {
        guard reader.kind == .object else {
            return WorkCalendar.Day(try reader.one(of: DayKind.self))
        }
        var kind: DayKind?
        var day = WorkCalendar.Day(.workday)
        try reader.object { name, value in
            switch name {
            case "kind": kind = try value.one(of: DayKind.self)
            case "as": day.runsAs = try value.one(of: Weekday.self)
            case "name": day.name = try value.string(max: 256)
            case "statutory": day.isStatutory = try value.bool()
            default: throw value.unknownMember()
            }
        }
        day.kind = try reader.required(kind, "kind")
        return day
    }

    private static func write(_ day: WorkCalendar.Day, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", day.kind.rawValue)
            if day.kind == .workday { writer.member("as", day.runsAs.rawValue) }
            writer.member("name", day.name)
            writer.member("statutory", day.isStatutory)
        }
    }
}
