/// What one check made of one piece of evidence.
public struct Finding: Hashable, Codable, Sendable {
    /// The check that made it.
    public let check: CheckName
    /// What was found, such as `place.inside`; stable, machine-readable.
    public let code: String
    /// Which way it points.
    public let outcome: Outcome
    /// The natural-log likelihood ratio of fraud; positive is suspicious, 0 says nothing.
    public let weight: Double
    /// The code of what is wrong, when something is.
    public var risk: RiskCode?
    /// The place that it speaks of.
    public var geofence: GeofenceID?
    /// The figures behind it, by name, in SI units.
    public var detail: [String: Measure] = [:]

    /// A finding without figures; set what else is known.
    public init(_ check: CheckName, _ code: String, _ outcome: Outcome, weight: Double = 0) {
        self.check = check
        self.code = code
        self.outcome = outcome
        self.weight = weight.isFinite ? weight : 0
    }

    /// Which way a finding points.
    public enum Outcome: String, Codable, Sendable {
        /// The evidence speaks for the check-in.
        case supports
        /// The evidence speaks against it.
        case contradicts
        /// The evidence says neither.
        case inconclusive
        /// There was no evidence.
        case missing
    }

    /// One figure or word behind a finding.
    public enum Measure: Hashable, Codable, Sendable {
        /// A figure, finite.
        case number(Double)
        /// A word.
        case text(String)
    }

    /// A copy that names what is wrong.
    public func with(risk: RiskCode) -> Finding {
        var copy = self
        copy.risk = risk
        return copy
    }

    /// A copy that speaks of a place.
    public func at(_ geofence: GeofenceID?) -> Finding {
        var copy = self
        copy.geofence = geofence
        return copy
    }

    /// A copy with one more figure; an unmeasurable one is left out.
    public func with(_ name: String, _ value: Double?) -> Finding {
        guard let value, value.isFinite else { return self }
        var copy = self
        copy.detail[name] = .number(value)
        return copy
    }

    /// A copy with one more word.
    public func with(_ name: String, _ value: String) -> Finding {
        var copy = self
        copy.detail[name] = .text(value)
        return copy
    }
}

/// The checks, each in one of the six groups that fusion caps apart.
public enum CheckName: String, Codable, Sendable, CaseIterable {
    case geofence
    case wifi
    case beacons
    case cells
    case network
    case mockLocation = "mock-location"
    case device
    case clock
    case apps
    case face
    case attestation
    case fixes
    case motion
    case sensors
    case replay
    case history

    /// The family of evidence that the check belongs to (SPOOFING model, section 2.8).
    public var group: EvidenceGroup {
        switch self {
        case .mockLocation, .device, .apps, .attestation, .clock: .platform
        case .geofence, .fixes: .fixes
        case .motion: .agreement
        case .sensors, .replay: .sensors
        case .wifi, .beacons, .cells, .network: .radio
        case .history, .face: .history
        }
    }
}

/// A family of evidence whose likelihood ratios correlate, so that their sum is capped.
public enum EvidenceGroup: String, Codable, Sendable, CaseIterable {
    /// A: the platform and what it says of itself.
    case platform
    /// B: the fixes alone.
    case fixes
    /// C: the fixes against the motion sensors.
    case agreement
    /// D: the motion sensors alone.
    case sensors
    /// E: radio signals against the place.
    case radio
    /// F: the member's and device's history.
    case history

    /// The bounds of the group's summed likelihood ratios.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .platform: -3...7
        case .fixes: -1...6
        case .agreement: -3...5
        case .sensors: -1...7
        case .radio: -4...5
        case .history: -1...6
        }
    }
}
