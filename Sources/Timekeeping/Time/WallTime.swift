/// A time of day as a clock on the wall shows it, 00:00 to 23:59.
public struct WallTime: Hashable, Comparable, Codable, Sendable {
    /// Minutes since midnight, 0…1439.
    public let minutes: Int

    /// 00:00.
    public static let midnight = WallTime(clamped: 0)

    /// Returns nil outside 0…1439.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `HH:mm`, nothing else.
    public init?(_ text: some StringProtocol) {
        var digits = DigitReader(text.utf8)
        guard let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2),
            digits.isAtEnd, hour < 24, minute < 60
        else { return nil }
        minutes = hour * 60 + minute
    }

    /// Orders times of one day.
    public static func < (lhs: WallTime, rhs: WallTime) -> Bool { lhs.minutes < rhs.minutes }

    private init(clamped minutes: Int) { self.minutes = minutes }
}

extension WallTime: CustomStringConvertible {
    /// `HH:mm`.
    public var description: String {
        let text = String(minutes / 60 * 100 + minutes % 60)
        let padded = String(repeating: "0", count: 4 - text.count) + text
        return padded.prefix(2) + ":" + padded.suffix(2)
    }
}
