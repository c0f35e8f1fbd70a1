import Timekeeping

/// Times of day as text.
enum ClockText {
    /// `HH:mm:ss` of a second of the day.
    static func seconds(_ second: Int) -> String {
        minutes(second) + ":" + two(second % 60)
    }

    /// `HH:mm` of a second of the day.
    static func minutes(_ second: Int) -> String {
        two(second / 3_600) + ":" + two(second / 60 % 60)
    }

    /// What clocks of a zone show, `HH:mm:ss` with `+1` on the day after `date`, `-1` on the one
    /// before; whole minutes without seconds.
    static func text(_ instant: Instant, from date: CivilDate, in zone: Zone) -> String {
        let civil = zone.civil(instant)
        let second = civil.millisecondOfDay / 1_000
        let clock = second % 60 == 0 ? minutes(second) : seconds(second)
        let days = Int(civil.date.days) - Int(date.days)
        return days == 0 ? clock : clock + (days > 0 ? "+" : "") + String(days)
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0" + String(number) : String(number)
    }
}
