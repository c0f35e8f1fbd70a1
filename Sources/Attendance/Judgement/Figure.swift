/// A figure of a finding as people write it; its name tells its unit.
enum Figure {
    /// Such as `34 m`, `2.1 km`, `99.8 %`, `12 min`, `−85 dBm`.
    ///
    /// Signs of lengths and spans are dropped: the sentence says which way.
    static func text(of value: Double, named name: String, in language: Language) -> String {
        switch name {
        case "distance", "accuracy", "maximumAccuracy": length(value.magnitude, language)
        case "seconds": span(value.magnitude, language)
        case "probability": percentage(value, language)
        case "speed": unit(number(value * 3.6), "km/h", "公里/小时", language)
        case "score", "threshold": hundredths(value)
        case "rssi", "minimumRSSI": "\(number(value)) dBm"
        default: number(value)
        }
    }

    /// Such as `1.4 m/s`, `23°`, `97.5 %`: a figure whose unit the finding itself tells.
    static func text(of value: Double, in unit: Unit, _ language: Language) -> String {
        switch unit {
        case .metres: length(value.magnitude, language)
        case .metresPerSecond:
            Self.unit(number(value, tenths: true), "m/s", "米/秒", language)
        case .metresPerSecondSquared:
            Self.unit(number(value, tenths: true), "m/s²", "米/秒²", language)
        case .degrees: "\(number(value))°"
        case .ratio: percentage(value, language)
        case .sigmas, .decimals, .count: number(value)
        }
    }

    /// The units that findings tell, by their symbols.
    enum Unit: String {
        /// Lengths.
        case metres = "m"
        /// Speeds.
        case metresPerSecond = "m/s"
        /// Accelerations.
        case metresPerSecondSquared = "m/s²"
        /// Angles.
        case degrees = "°"
        /// Multiples of the standard deviation.
        case sigmas = "σ"
        /// Digits after the point.
        case decimals
        /// Numbers of things.
        case count
        /// Shares, told as percentages.
        case ratio
    }

    private static func hundredths(_ value: Double) -> String {
        guard let parts = Int64(exactly: (value * 100).rounded()) else { return "?" }
        let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(parts < 0 ? "−" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func length(_ metres: Double, _ language: Language) -> String {
        if metres < 999.5 { return unit(number(metres), "m", "米", language) }
        let kilometres = metres / 1_000
        let text = number(kilometres, tenths: kilometres < 99.95)
        return unit(text, "km", "公里", language)
    }

    private static func span(_ seconds: Double, _ language: Language) -> String {
        switch seconds {
        case ..<119.5: unit(number(seconds), "s", "秒", language)
        case ..<7_170: unit(number(seconds / 60), "min", "分钟", language)
        case ..<171_000: unit(number(seconds / 3_600), "h", "小时", language)
        default: unit(number(seconds / 86_400), "days", "天", language)
        }
    }

    private static func percentage(_ share: Double, _ language: Language) -> String {
        let text = number(share * 100, tenths: true)
        return language == .en ? "\(text) %" : "\(text)%"
    }

    private static func unit(
        _ number: String,
        _ english: String,
        _ chinese: String,
        _ language: Language
    ) -> String {
        "\(number) \(language == .en ? english : chinese)"
    }

    /// Rounded to a whole number, or to one decimal that is left out when it is 0.
    private static func number(_ value: Double, tenths: Bool = false) -> String {
        let scale = tenths ? 10.0 : 1
        guard let parts = Int64(exactly: (value * scale).rounded()) else { return "?" }
        let sign = parts < 0 ? "−" : ""
        let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}
