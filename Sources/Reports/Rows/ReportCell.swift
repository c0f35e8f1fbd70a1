import Timekeeping

/// One value of a row, typed, before a format writes it down.
public enum ReportCell: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Free text: names, identifiers, anything that people may have written.
    case text(String)
    /// Words of the API's vocabulary, such as `half-day`; translated where the wording asks for it.
    case words([String])
    /// A whole number: minutes, days, counts.
    case number(Int)
    /// Yes or no.
    case flag(Bool)
    /// A date.
    case date(CivilDate)
    /// A civil time: the second of a day, 0…86,399.
    case time(CivilDate, second: Int)

    /// One word of the vocabulary; nothing for nil.
    static func word(_ word: String?) -> ReportCell { word.map { .words([$0]) } ?? .empty }

    /// Free text; nothing for nil.
    static func text(of text: String?) -> ReportCell { text.map { .text($0) } ?? .empty }

    /// What clocks of a zone show at an instant; nothing for nil.
    static func time(_ instant: Instant?, in zone: Zone) -> ReportCell {
        guard let instant else { return .empty }
        let civil = zone.civil(instant)
        return .time(civil.date, second: civil.millisecondOfDay / 1_000)
    }

    /// What a person reads: the value as text, words as the wording has them.
    func text(_ wording: ReportWording) -> String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .words(let words): words.map(wording.word).joined(separator: "; ")
        case .number(let number): String(number)
        case .flag(let flag): wording.word(flag ? "true" : "false")
        case .date(let date): date.description
        case .time(let date, let second): date.description + " " + ClockText.seconds(second)
        }
    }
}
