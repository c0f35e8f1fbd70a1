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

    /// What an action of a policy makes of a check-in.
    init(_ action: Policy.Action) {
        switch action {
        case .ignore: self = .accepted
        case .flag: self = .flagged
        case .challenge: self = .challenged
        case .reject: self = .rejected
        }
    }

    /// What a policy makes of a check-in at such a place.
    init(_ place: Place, under rule: Policy.PlaceRule) {
        switch place.outcome {
        case .inside, .notChecked: self = .accepted
        case .uncertain: self = Verdict(rule.uncertain)
        case .outside:
            switch rule.outside {
            case .reject: self = .rejected
            case .flag: self = .flagged
            case .fieldWork: self = .accepted
            }
        }
    }

    /// What a policy makes of a probability of fraud; never milder for a greater one, but that what the
    /// policy flags by its code goes to people from `flagAt` on.
    ///
    /// - Parameters:
    ///   - score: The probability of fraud, 0…1.
    ///   - canAdd: Whether the person has evidence left to add; where not, asking for more is vain.
    ///   - isForPeople: Whether the policy flags something that was found.
    init(_ score: Double, under rule: Policy.RiskRule, canAdd: Bool, isForPeople: Bool = false) {
        if score >= rule.rejectAt {
            self = .rejected
        } else if score >= rule.flagAt, isForPeople {
            self = .flagged
        } else if score >= rule.challengeAt, canAdd {
            self = .challenged
        } else {
            self = score >= rule.flagAt ? .flagged : .accepted
        }
    }

    /// Orders by strictness.
    public static func < (lhs: Verdict, rhs: Verdict) -> Bool { lhs.strictness < rhs.strictness }

    private var strictness: Int {
        switch self {
        case .accepted: 0
        case .flagged: 1
        case .challenged: 2
        case .rejected: 3
        }
    }
}
