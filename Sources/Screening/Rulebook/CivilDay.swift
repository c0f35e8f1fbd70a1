import Foundation
import Timekeeping

/// A civil day, counted from 1970-01-01.
struct CivilDay: Hashable, Comparable, Sendable {
    private let number: Int64

    /// The day that an instant belongs to in a time zone.
    init(of instant: Instant, in zone: TimeZone) {
        let seconds = Double(instant.milliseconds) / 1_000
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
        number = Int64(exactly: ((seconds + Double(offset)) / 86_400).rounded(.down)) ?? 0
    }

    /// Reads `yyyy-MM-dd`; nil for anything else.
    ///
    /// Counts days as H. Hinnant's `days_from_civil` does, with years that begin in March.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.joined().utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]),
            (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let march = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = 365 * march + march / 4 - march / 100 + march / 400 + dayOfYear - 719_468
    }

    /// Orders days in time.
    static func < (lhs: CivilDay, rhs: CivilDay) -> Bool { lhs.number < rhs.number }

    private static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
