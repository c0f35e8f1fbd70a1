import Foundation

/// A time zone of the IANA database, with its changes of offset from 1990 to 2099 at hand.
///
/// Build one per identifier and pass it on: building looks up every change once (about 0.2 ms),
/// afterwards a conversion is a search in a short array and takes no lock.
public struct Zone: Hashable, Codable, Sendable {
    /// Such as `Europe/Berlin`.
    public let identifier: String
    private let timeZone: TimeZone
    /// The instants (ms) from which `offsets[index + 1]` holds; `offsets[0]` before the first.
    private let changes: [Int64]
    private let offsets: [Int64]
    /// The dates that clocks jumped over whole.
    private let skipped: [CivilDate]

    /// Coordinated universal time.
    public static let utc = Zone(TimeZone.gmt, named: "UTC")

    /// Returns nil for a name that the database does not know.
    public init?(_ identifier: String) {
        guard identifier.utf8.count <= 64, let zone = TimeZone(identifier: identifier) else {
            return nil
        }
        self.init(zone, named: identifier)
    }

    /// Reads the identifier.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let zone = Zone(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "an unknown time zone")
        }
        self = zone
    }

    /// Writes the identifier.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(identifier)
    }

    /// The date and the milliseconds since midnight that clocks show at an instant.
    public func civil(_ instant: Instant) -> (date: CivilDate, millisecondOfDay: Int) {
        let local = instant.advanced(byMilliseconds: offset(at: instant.milliseconds)).milliseconds
        let day = local >= 0 ? local / Self.day : (local + 1) / Self.day - 1
        return (CivilDate(days: Int(clamping: day)), Int(clamping: local - day &* Self.day))
    }

    /// Whether clocks ever show a date: where the date line was moved, one was jumped over.
    func has(_ date: CivilDate) -> Bool { skipped.isEmpty || !skipped.contains(date) }

    /// The instant at which clocks show a date and time.
    ///
    /// A time that clocks skip is taken by the offset before the change (02:30 becomes 03:30); of a
    /// time that comes twice the first is meant.
    public func instant(_ date: CivilDate, _ time: WallTime, plusMinutes: Int = 0) -> Instant {
        instant(date, millisecondOfDay: time.minutes * 60_000)
            .advanced(byMilliseconds: Int64(plusMinutes) * 60_000)
    }

    func instant(_ date: CivilDate, millisecondOfDay: Int) -> Instant {
        let local = Int64(date.days) * Self.day + Int64(millisecondOfDay)
        // No offset exceeds a day, so both sides of any change nearby are seen.
        let before = offset(at: local - Self.day)
        let after = offset(at: local + Self.day)
        if before == after { return Instant(milliseconds: local - before) }
        if offset(at: local - before) == before { return Instant(milliseconds: local - before) }
        if offset(at: local - after) == after { return Instant(milliseconds: local - after) }
        return Instant(milliseconds: local - before)
    }

    /// Milliseconds east of Greenwich.
    func offset(at milliseconds: Int64) -> Int64 {
        guard (Self.first..<Self.last).contains(milliseconds) else {
            return Self.offset(of: timeZone, at: milliseconds)
        }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= milliseconds { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// Zones are the same when their names are.
    public static func == (lhs: Zone, rhs: Zone) -> Bool { lhs.identifier == rhs.identifier }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

    private static let day: Int64 = 86_400_000
    private static let first: Int64 = 631_152_000_000
    private static let last: Int64 = 4_102_444_800_000
    private static let changesMax = 1_000

    private init(_ zone: TimeZone, named identifier: String) {
        self.identifier = identifier
        timeZone = zone
        var changes: [Int64] = []
        var offsets = [Self.offset(of: zone, at: Self.first)]
        var date = Date(timeIntervalSince1970: Double(Self.first) / 1_000)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date {
            let instant = Int64(next.timeIntervalSince1970) * 1_000
            guard instant < Self.last, changes.count < Self.changesMax else { break }
            changes.append(instant)
            offsets.append(Self.offset(of: zone, at: instant))
            date = next
        }
        self.changes = changes
        self.offsets = offsets
        skipped = zip(changes, zip(offsets, offsets.dropFirst())).compactMap { change, offsets in
            let (before, after) = (change + offsets.0, change + offsets.1)
            let midnight = (before + Self.day - 1) / Self.day
            return midnight * Self.day + Self.day <= after ? CivilDate(days: Int(midnight)) : nil
        }
    }

    private static func offset(of zone: TimeZone, at milliseconds: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return Int64(zone.secondsFromGMT(for: date)) * 1_000
    }
}
