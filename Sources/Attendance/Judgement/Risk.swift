import Foundation

/// How likely fraud is, after all findings.
public struct Risk: Hashable, Codable, Sendable {
    /// The probability of fraud, 0…1.
    public let score: Double
    /// The share of the six evidence groups that said something, 0…1.
    public let coverage: Double
    /// What is wrong, in the order of weight.
    public let codes: [RiskCode]

    /// A risk as its parts say.
    public init(score: Double, coverage: Double, codes: [RiskCode]) {
        self.score = score
        self.coverage = coverage
        self.codes = codes
    }

    /// Fuses findings: likelihood ratios summed within each group, capped, added to the prior's log odds.
    ///
    /// Evidence that is missing adds nothing, so that leaving it out never lowers the risk.
    ///
    /// - Parameters:
    ///   - findings: What the checks found.
    ///   - prior: The probability of fraud before any evidence; kept within 1e-6…1 − 1e-6.
    ///   - calibration: The slope and offset that the organization's reviews taught.
    public init(
        fusing findings: [Finding],
        prior: Double,
        calibration: Calibration = .identity
    ) {
        let prior = prior.isFinite ? min(max(prior, 1e-6), 1 - 1e-6) : Policy.RiskRule().prior
        var logOdds = log(prior / (1 - prior))
        var seen = 0
        // In the order of the groups, since the order of a sum decides its last bits.
        for group in EvidenceGroup.allCases {
            let said = findings.filter { $0.check.group == group && $0.outcome != .missing }
            let sum = said.reduce(0) { $0 + $1.weight }
            logOdds += min(max(sum, group.bounds.lowerBound), group.bounds.upperBound)
            seen += said.contains { $0.outcome != .inconclusive } ? 1 : 0
        }
        score = 1 / (1 + exp(-(calibration.slope * logOdds + calibration.offset)))
        coverage = Double(seen) / Double(EvidenceGroup.allCases.count)
        codes = Self.codes(of: findings)
    }

    /// The codes of the findings, each once: the heaviest first, equal ones by their names.
    private static func codes(of findings: [Finding]) -> [RiskCode] {
        let heaviest = findings.reduce(into: [RiskCode: Double]()) { weights, finding in
            guard let code = finding.risk else { return }
            weights[code] = max(weights[code] ?? -.infinity, finding.weight)
        }
        return heaviest.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key.rawValue < $1.key.rawValue
        }
        .map(\.key)
    }
}
