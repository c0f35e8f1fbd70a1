/// Times as the HTTP API writes them (RFC 3339), as small functions without calendars or zones.
///
/// Dates are of the proleptic Gregorian calendar, years 0…9999. All functions that read return nil
/// for anything but the one exact form, which must be all of the text.
public enum RFC3339 {
    /// Reads an instant with its offset, such as `2026-11-23T08:58:41.120+08:00`.
    ///
    /// The letters are capitals; the offset is `Z` or `±hh:mm`; a fraction has 1…9 digits, of which
    /// those after the third are cut off. Second 60 is refused.
    ///
    /// - Returns: Milliseconds since 1970-01-01T00:00:00Z.
    public static func milliseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { milliseconds($0) }
    }

    /// Reads a civil date, `2026-11-23`.
    public static func date(_ text: String) -> (year: Int, month: Int, day: Int)? {
        var text = text
        return text.withUTF8 { text in text.count == 10 ? date(text) : nil }
    }

    /// Reads a month, `2026-11`.
    public static func month(_ text: String) -> (year: Int, month: Int)? {
        var text = text
        return text.withUTF8 { text in
            guard text.count == 7, text[4] == UInt8(ascii: "-"), let year = number(text, 0, 4),
                let month = number(text, 5, 2), 1...12 ~= month
            else { return nil }
            return (year, month)
        }
    }

    /// Reads a wall time, `08:59`.
    ///
    /// - Returns: Minutes since midnight, 0…1439.
    public static func wallTime(_ text: String) -> Int? {
        var text = text
        return text.withUTF8 { text in text.count == 5 ? wallTime(text, at: 0) : nil }
    }

    /// The days of a month, 28…31; 0 for a month outside 1…12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// The instant in UTC with milliseconds, `2026-11-23T00:58:41.120Z`; outside the years 0…9999
    /// the nearest instant within.
    public static func string(milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(milliseconds: milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension RFC3339 {
    /// The first instant of year 0 and the last millisecond of year 9999.
    private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    static func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 20, text.count <= 35, let date = date(text),
            text[10] == UInt8(ascii: "T"), let minutes = wallTime(text, at: 11),
            text[16] == UInt8(ascii: ":"), let second = number(text, 17, 2), second <= 59
        else { return nil }
        var index = 19
        var thousandths = 0
        if text[index] == UInt8(ascii: ".") {
            var digits = 0
            index += 1
            while index < text.count, let digit = number(text, index, 1) {
                thousandths += digits == 0 ? digit * 100 : digits == 1 ? digit * 10 : 0
                thousandths += digits == 2 ? digit : 0
                digits += 1
                index += 1
            }
            guard 1...9 ~= digits else { return nil }
        }
        guard let offset = offset(text, at: index) else { return nil }
        let days = Int64(days(date.year, date.month, date.day))
        let seconds = days * 86_400 + Int64((minutes - offset) * 60 + second)
        return seconds * 1_000 + Int64(thousandths)
    }

    /// The minutes that local time is ahead of UTC, when the rest of the text is an offset.
    private static func offset(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard index < text.count else { return nil }
        switch text[index] {
        case UInt8(ascii: "Z"): return text.count == index + 1 ? 0 : nil
        case UInt8(ascii: "+") where text.count == index + 6: return wallTime(text, at: index + 1)
        case UInt8(ascii: "-") where text.count == index + 6:
            return wallTime(text, at: index + 1).map { -$0 }
        default: return nil
        }
    }

    private static func date(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (year: Int, month: Int, day: Int)? {
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = number(text, 0, 4), let month = number(text, 5, 2),
            let day = number(text, 8, 2), day >= 1, day <= days(inMonth: month, of: year)
        else { return nil }
        return (year, month, day)
    }

    private static func wallTime(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard let hour = number(text, index, 2), hour <= 23,
            text[index + 2] == UInt8(ascii: ":"), let minute = number(text, index + 3, 2),
            minute <= 59
        else { return nil }
        return hour * 60 + minute
    }

    private static func number(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
    ) -> Int? {
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Days since 1970-01-01; the year is counted from March, so that the leap day comes last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let century = marchYear >= 0 ? marchYear / 400 : -1
        let yearOfEra = marchYear - century * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return century * 146_097 + dayOfEra - 719_468
    }

    static func append(milliseconds: Int64, to bytes: inout [UInt8]) {
        let clamped = Int(min(max(milliseconds, writable.lowerBound), writable.upperBound))
        let sinceZero = clamped - Int(writable.lowerBound)
        let (day, time) = sinceZero.quotientAndRemainder(dividingBy: 86_400_000)
        // Day 0 is 0000-01-01; the eras start on 0000-03-01, 60 days later.
        let eraDay = day + 146_097 - 60
        let dayOfEra = eraDay % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + eraDay / 146_097 * 400 - 400 + (month <= 2 ? 1 : 0)
        append(year, width: 4, then: "-", to: &bytes)
        append(month, width: 2, then: "-", to: &bytes)
        append(dayOfYear - (153 * marchMonth + 2) / 5 + 1, width: 2, then: "T", to: &bytes)
        append(time / 3_600_000, width: 2, then: ":", to: &bytes)
        append(time / 60_000 % 60, width: 2, then: ":", to: &bytes)
        append(time / 1_000 % 60, width: 2, then: ".", to: &bytes)
        append(time % 1_000, width: 3, then: "Z", to: &bytes)
    }

    private static func append(
        _ value: Int, width: Int, then mark: Unicode.Scalar, to bytes: inout [UInt8]
    ) {
        var divisor = width == 4 ? 1_000 : width == 3 ? 100 : 10
        while divisor > 0 {
            bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
        bytes.append(UInt8(ascii: mark))
    }
}
