/// What the server decided of a check-in, and why.
public struct Decision: Hashable, Codable, Sendable {
    /// The decision itself.
    public let verdict: Verdict
    /// What a challenged person must add.
    public let required: [Purpose]
    /// Where it was made.
    public let place: Place
    /// How likely fraud is.
    public let risk: Risk
    /// What the checks found, strongest first.
    public let findings: [Finding]

    /// Decides by what was found and what the organization demands.
    ///
    /// Each reason proposes a verdict and the strictest one stands.
    ///
    /// - Parameters:
    ///   - findings: What the checks found.
    ///   - present: The kinds of evidence that the check-in carries.
    ///   - policy: What the organization demands.
    public init(_ findings: [Finding], present: Purposes, policy: Policy) {
        let place = Place(findings, rule: policy.place.rule)
        let risk = Risk(fusing: findings, prior: policy.risk.prior)
        let missing = Self.missing(present, place: place, policy: policy)
        let addable = Purpose.allCases.filter {
            policy.evidence[$0] != .off && $0 != .device && !present.contains(Purposes($0))
        }

        var verdict = Self.verdict(of: place, policy: policy)
        for code in risk.codes { verdict = max(verdict, Verdict(policy.action(for: code))) }
        verdict = max(verdict, Self.verdict(of: risk.score, policy: policy.risk))
        if !missing.isEmpty { verdict = max(verdict, .challenged) }
        // A challenge that nothing can answer would lock the person out: a human looks instead.
        if verdict == .challenged, missing.isEmpty, addable.isEmpty { verdict = .flagged }

        self.verdict = verdict
        self.required = verdict == .challenged ? (missing.isEmpty ? addable : missing) : []
        self.place = place
        self.risk = risk
        self.findings = findings.sorted { abs($0.weight) > abs($1.weight) }
    }

    private static func missing(
        _ present: Purposes,
        place: Place,
        policy: Policy
    ) -> [Purpose] {
        Purpose.allCases.filter { purpose in
            guard policy.evidence[purpose] == .required, !present.contains(Purposes(purpose)) else {
                return false
            }
            // Where either signal proves the place, the other one need not be there.
            return !(purpose == .location && place.outcome == .inside)
        }
    }

    private static func verdict(of place: Place, policy: Policy) -> Verdict {
        switch place.outcome {
        case .inside, .notChecked: .accepted
        case .uncertain: Verdict(policy.place.uncertain)
        case .outside:
            switch policy.place.outside {
            case .reject: .rejected
            case .flag: .flagged
            case .fieldWork: .accepted
            }
        }
    }

    private static func verdict(of score: Double, policy: Policy.RiskRule) -> Verdict {
        if score >= policy.rejectAt { return .rejected }
        if score >= policy.flagAt { return .flagged }
        return score >= policy.challengeAt ? .challenged : .accepted
    }
}

/// The four decisions, the later the stricter.
public enum Verdict: String, Codable, Sendable, Comparable, CaseIterable {
    /// Counts.
    case accepted
    /// Counts, and waits in the review queue.
    case flagged
    /// Does not count until more evidence is added.
    case challenged
    /// Recorded, does not count.
    case rejected

    init(_ action: Policy.Action) {
        self =
            switch action {
            case .ignore: .accepted
            case .flag: .flagged
            case .challenge: .challenged
            case .reject: .rejected
            }
    }

    /// Orders by strictness.
    public static func < (lhs: Verdict, rhs: Verdict) -> Bool { lhs.strictness < rhs.strictness }

    private var strictness: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
