/// Units in which tests report, by their symbol.
public enum LikelihoodUnit: String, Sendable {
    /// Metres.
    case metres = "m"
    /// Metres per second.
    case metresPerSecond = "m/s"
    /// Metres per second squared.
    case metresPerSecondSquared = "m/s²"
    /// Degrees of arc.
    case degrees = "°"
    /// Multiples of the standard deviation.
    case sigmas = "σ"
    /// Digits after the point.
    case decimals
    /// A number of things.
    case count
    /// A share or coefficient without unit.
    case ratio
}
