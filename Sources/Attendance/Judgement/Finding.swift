/// What one check made of one piece of evidence.
public struct Finding: Hashable, Codable, Sendable {
    /// The check that made it.
    public let check: CheckName
    /// What was found.
    public let code: FindingCode
    /// Which way it points.
    public let outcome: Outcome
    /// The natural-log likelihood ratio of fraud; positive is suspicious, 0 says nothing.
    public let weight: Double
    /// The code of what is wrong, when something is.
    public var risk: RiskCode?
    /// What follows from it; nil for what the policy says of the risk code.
    public var action: Policy.Action?
    /// The place that it speaks of.
    public var geofence: GeofenceID?
    /// The figures behind it, by name, in SI units.
    public var detail: [String: Measure] = [:]

    /// A finding without figures; set what else is known.
    public init(_ check: CheckName, _ code: FindingCode, _ outcome: Outcome, weight: Double = 0) {
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

    /// One figure or word behind a finding; kept as the bare number or string.
    public enum Measure: Hashable, Codable, Sendable {
        /// A figure, finite.
        case number(Double)
        /// A word.
        case text(String)

        /// Reads a bare number or string.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        /// Writes a bare number or string.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let value): try container.encode(value)
            case .text(let value): try container.encode(value)
            }
        }
    }

    /// The figure of a name; nil where there is none.
    public func number(_ name: String) -> Double? {
        if case .number(let value)? = detail[name] { value } else { nil }
    }

    /// The word of a name; nil where there is none.
    public func text(_ name: String) -> String? {
        if case .text(let value)? = detail[name] { value } else { nil }
    }

    /// A copy that names what is wrong.
    public func with(risk: RiskCode) -> Finding {
        var copy = self
        copy.risk = risk
        return copy
    }

    /// A copy from which something else follows than what the policy says of its code.
    public func with(action: Policy.Action?) -> Finding {
        var copy = self
        copy.action = action
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
    public func with(_ name: String, _ value: String?) -> Finding {
        guard let value else { return self }
        var copy = self
        copy.detail[name] = .text(value)
        return copy
    }
}
