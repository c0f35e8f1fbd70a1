import Foundation

/// How likely fraud is, after all findings.
public struct Risk: Hashable, Codable, Sendable {
    /// The probability of fraud, 0…1.
    public let score: Double
    /// The share of the six evidence groups that were seen, 0…1.
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
    /// A group that was not seen adds nothing, so that leaving evidence out never lowers the risk.
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
        let prior = min(max(prior, 1e-6), 1 - 1e-6)
        var sums: [EvidenceGroup: Double] = [:]
        for finding in findings where finding.outcome != .missing {
            sums[finding.check.group, default: 0] += finding.weight
        }
        let evidence = sums.reduce(0) { total, entry in
            let bounds = entry.key.bounds
            return total + min(max(entry.value, bounds.lowerBound), bounds.upperBound)
        }
        let logOdds = evidence + log(prior / (1 - prior))
        score = 1 / (1 + exp(-(calibration.slope * logOdds + calibration.offset)))
        coverage = Double(sums.count) / Double(EvidenceGroup.allCases.count)
        codes = Self.codes(of: findings)
    }

    private static func codes(of findings: [Finding]) -> [RiskCode] {
        var seen: Set<RiskCode> = []
        return findings.filter { $0.risk != nil }
            .sorted { ($0.weight, $1.code) > ($1.weight, $0.code) }
            .compactMap { finding in
                finding.risk.flatMap { seen.insert($0).inserted ? $0 : nil }
            }
    }
}

/// How an organization's own reviews correct the score (Platt 1999): a line through the log odds.
public struct Calibration: Hashable, Codable, Sendable {
    /// What log odds are multiplied by; 1 leaves them alone.
    public let slope: Double
    /// What is added to log odds; 0 leaves them alone.
    public let offset: Double

    /// No correction.
    public static let identity = Calibration(slope: 1, offset: 0)

    /// A correction as its parts say.
    public init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }
}
