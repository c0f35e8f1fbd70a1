import JSON
import Timekeeping

/// Reads and writes roster entries: `{"shifts":["night"]}`.
enum RosterWire {
    /// Most shifts of one day.
    static let shiftsMax = 16

    static func read(_ reader: inout JSONReader) throws -> [String] {
        var shifts: [String]?
        try reader.object { name, value in
            switch name {
            case "shifts": shifts = try ids(&value)
            default: throw value.unknownMember()
            }
        }
        return try reader.required(shifts, "shifts")
    }

    /// Reads the ids of a day's shifts.
    static func ids(_ reader: inout JSONReader) throws -> [String] {
        try reader.array(max: shiftsMax) { try $0.ruleID() }
    }

    static func write(_ shifts: [String], to writer: inout JSONWriter) {
        writer.object { $0.member("shifts", shifts) }
    }
}
