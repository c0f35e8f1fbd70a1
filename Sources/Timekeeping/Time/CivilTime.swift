/// A date and a time of day without a zone, or with the offset that its text carried.
public struct CivilTime: Hashable, Sendable {
    /// The date.
    public let date: CivilDate
    /// Milliseconds since midnight, 0…86,399,999.
    public let millisecondOfDay: Int
    /// Seconds east of Greenwich when the text named them.
    public let offsetSeconds: Int?

    /// Reads `yyyy-MM-ddTHH:mm`, with seconds, a fraction and an offset (`Z`, `±HH:mm`) if given.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 40, let date = CivilDate(text.prefix(10)) else { return nil }
        var digits = DigitReader(text.dropFirst(10).utf8)
        guard digits.skip("T") || digits.skip("t"), let hour = digits.number(2), digits.skip(":"),
            let minute = digits.number(2), hour < 24, minute < 60
        else { return nil }
        var milliseconds = (hour * 60 + minute) * 60_000
        if digits.skip(":") {
            guard let second = digits.number(2), second < 60 else { return nil }
            milliseconds += second * 1_000
            if digits.skip(".") {
                guard let fraction = digits.thousandths() else { return nil }
                milliseconds += fraction
            }
        }
        guard let offset = Self.offset(&digits), digits.isAtEnd else { return nil }
        self.date = date
        millisecondOfDay = milliseconds
        offsetSeconds = offset
    }

    /// The instant; a time without an offset is a civil time of `zone`.
    public func instant(in zone: Zone) -> Instant {
        guard let offsetSeconds else {
            return zone.instant(date, millisecondOfDay: millisecondOfDay)
        }
        return Instant(
            milliseconds: Int64(date.days) * 86_400_000
                + Int64(millisecondOfDay - offsetSeconds * 1_000))
    }

    /// nil outside when malformed, nil inside when absent.
    private static func offset<Text>(_ digits: inout DigitReader<Text>) -> Int?? {
        if digits.isAtEnd { return .some(nil) }
        if digits.skip("Z") || digits.skip("z") { return 0 }
        let isEast = digits.skip("+")
        guard isEast || digits.skip("-"), let hours = digits.number(2), digits.skip(":"),
            let minutes = digits.number(2), hours < 24, minutes < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}
