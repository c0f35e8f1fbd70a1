import JSON
import Timekeeping

/// The words of timekeeping, as every body writes them.
extension JSONReader {
    /// A civil date, `yyyy-MM-dd`.
    mutating func workDate() throws(JSONError) -> CivilDate {
        let (year, month, day) = try date()
        guard let date = CivilDate(year: year, month: month, day: day) else {
            throw invalid("must be a date as yyyy-MM-dd")
        }
        return date
    }

    /// A time of day, `HH:mm`.
    mutating func clockTime() throws(JSONError) -> WallTime {
        guard let time = WallTime(minutes: try wallTime()) else {
            throw invalid("must be a wall time as HH:mm")
        }
        return time
    }

    /// An IANA time zone.
    mutating func zone() throws(JSONError) -> Zone {
        let name = try string(min: 1, max: 64)
        guard name.contains("/") || name == "UTC" || name == "GMT", let zone = Zone(name) else {
            throw invalid("must be an IANA time zone")
        }
        return zone
    }

    /// The id of a shift or calendar: 1…128 of `A-Z a-z 0-9 . _ @ -`.
    mutating func ruleID() throws(JSONError) -> String {
        let id = try string(min: 1, max: 128)
        guard RuleID.isValid(id) else { throw invalid(RuleID.expectation) }
        return id
    }

    /// Whole minutes, at most a day.
    mutating func minutes() throws(JSONError) -> Int { try integer(in: 0...1440) }

    /// An instant with an offset, or a civil time without one.
    mutating func civilTime() throws(JSONError) -> CivilTime {
        guard let time = CivilTime(try string(max: 40)) else {
            throw invalid("must be yyyy-MM-ddTHH:mm, with seconds and an offset if wanted")
        }
        return time
    }

    /// A date, or an instant.
    mutating func moment() throws(JSONError) -> Moment {
        let text = try string(max: 40)
        if let date = CivilDate(text) { return .date(date) }
        if let time = CivilTime(text) { return .time(time) }
        throw invalid("must be a date as yyyy-MM-dd or an instant")
    }
}

/// A date or a point in time, before the zone is known.
enum Moment {
    case date(CivilDate)
    case time(CivilTime)
}

/// The ids of shifts and calendars.
enum RuleID {
    static let expectation = "must be 1 to 128 characters of A-Z a-z 0-9 . _ @ -"

    static func isValid(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "@"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
