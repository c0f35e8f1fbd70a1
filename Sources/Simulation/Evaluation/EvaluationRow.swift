/// One line of a report: one attack, or all together, at one window length.
public struct EvaluationRow: Codable, Equatable, Sendable {
    /// What was attacked how.
    public let name: String
    /// Seconds of the windows.
    public let seconds: Double
    /// How many attacked windows.
    public let count: Int
    /// Without Wi-Fi on either side.
    public let carried: Detection
    /// Where honest phones hear their place and the forger's hears where it is; nil without a scene.
    public let heard: Detection?
    /// Detected with the threshold of 1 % taken from other recordings only, without Wi-Fi.
    public let heldOut: Double
    /// The figures that the fraud model printed for the same attack: area, detection at 1 %.
    public let baseline: Baseline?

    /// How well frauds and honest windows are told apart.
    public struct Detection: Codable, Equatable, Sendable {
        /// The area under the operating curve.
        public let area: Double
        /// Detected where 1 % of honest windows would be flagged.
        public let detection: Double
        /// Its exact interval of 95 %.
        public let interval: BinomialInterval
        /// Detected where 0.1 % of honest windows would be flagged.
        public let strictDetection: Double
        /// Not accepted as they are by a server's default settings.
        public let flagged: Double
    }

    /// What SPOOFING's baseline reached.
    public struct Baseline: Codable, Equatable, Sendable {
        /// The area under the operating curve.
        public let area: Double
        /// Detected at 1 % false positives.
        public let detection: Double
    }
}

/// The false positives and detections of one model of phone.
public struct DeviceRow: Codable, Equatable, Sendable {
    /// The model.
    public let device: String
    /// Honest windows.
    public let honest: Int
    /// The share of them above the threshold of 1 % of all phones.
    public let falsePositives: Double
    /// Its exact interval of 95 %.
    public let interval: BinomialInterval
    /// The share of attacks on its windows that are detected.
    public let detection: Double
}

/// How far probabilities can be believed, leaving each recording out of its own fit.
public struct CalibrationRow: Codable, Equatable, Sendable {
    /// Seconds of the windows.
    public let seconds: Double
    /// Mean squared error of the probability as it is.
    public let brier: Double
    /// The same after a fit of slope and offset on the other recordings.
    public let fittedBrier: Double
    /// The mean gap of probability and share of frauds in ten bins of equal mass, as it is.
    public let error: Double
    /// The same after the fit.
    public let fittedError: Double
}

/// What one kind of scan comes to.
public struct RadioRow: Codable, Equatable, Sendable {
    /// Where the scan was made, and by what radius the place was learned.
    public let name: String
    /// Scans judged.
    public let count: Int
    /// The share that weighs 3 or more for fraud.
    public let accused: Double
    /// Its exact interval of 95 %.
    public let interval: BinomialInterval
    /// The median cosine; nil where none could be taken.
    public let median: Double?
}
