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
    /// What the checks found: first what made the verdict, then the place, then the strongest.
    public let findings: [Finding]

    /// Decides by what was found and what the organization demands.
    ///
    /// Each reason proposes a verdict and the strictest one stands.
    ///
    /// - Parameters:
    ///   - findings: What the checks found, in their order.
    ///   - present: The kinds of evidence that were there to be judged (`CheckIn.carried`).
    ///   - policy: What the organization demands.
    ///   - calibration: What the organization's reviews taught about the score.
    public init(
        _ findings: [Finding], present: Purposes, policy: Policy,
        calibration: Calibration = .identity
    ) {
        let place = Place(findings, rule: policy.place.rule)
        let risk = Risk(
            fusing: findings, prior: policy.risk.prior, calibration: calibration)
        let absent = Purpose.allCases.filter {
            policy.evidence[$0] != .off && !present.contains(Purposes($0))
        }
        let missing = absent.filter { policy.misses($0, at: place) }
        let addable = absent.filter { $0 != .device }

        // What the policy has people look at is not asked for again, once it is suspicious enough for them.
        let isForPeople = findings.contains { finding in
            finding.risk.map { policy.actions[$0] == .flag } ?? false
        }
        let proposals = [
            Verdict(place, under: policy.place),
            Verdict(
                risk.score, under: policy.risk, canAdd: !addable.isEmpty,
                isForPeople: isForPeople),
            missing.isEmpty ? .accepted : .challenged,
        ]
        let byFindings = findings.map { policy.verdict(on: $0) }
        var verdict = (proposals + byFindings).max() ?? .accepted
        // A challenge that nothing can answer would lock the person out: a human looks instead.
        if verdict == .challenged, missing.isEmpty, addable.isEmpty { verdict = .flagged }

        self.verdict = verdict
        self.required = verdict == .challenged ? (missing.isEmpty ? addable : missing) : []
        self.place = place
        self.risk = risk
        self.findings = Self.ranked(findings, at: place, missing: missing, policy: policy)
    }

    /// Accepts what was trusted before it came; nothing was examined.
    public init(trustingPlace geofence: GeofenceID?) {
        var place = Place(geofence == nil ? .notChecked : .inside)
        place.geofence = geofence
        verdict = .accepted
        required = []
        self.place = place
        risk = Risk(score: 0, coverage: 0, codes: [])
        findings = []
    }

    /// Puts first what a person must read to understand the verdict; ties keep the checks' order.
    private static func ranked(
        _ findings: [Finding],
        at place: Place,
        missing: [Purpose],
        policy: Policy
    ) -> [Finding] {
        let placeVerdict = Verdict(place, under: policy.place)
        func proposal(_ finding: Finding) -> Verdict {
            let byCode = policy.verdict(on: finding)
            if finding.outcome == .missing {
                let isMissed = missing.contains { .missing($0) == finding.code }
                return max(byCode, isMissed ? .challenged : .accepted)
            }
            let isReason = policy.place.rule.hears(finding.check) && finding.outcome != .supports
            return max(byCode, isReason ? placeVerdict : .accepted)
        }
        func provesPlace(_ finding: Finding) -> Bool {
            place.outcome == .inside && finding.outcome == .supports && finding.geofence != nil
                && finding.geofence == place.geofence
        }
        return findings.enumerated().map { index, finding in
            Rank(
                verdict: proposal(finding),
                provesPlace: provesPlace(finding),
                index: index,
                finding: finding
            )
        }
        .sorted().map(\.finding)
    }
}

/// Where a finding stands among the others.
private struct Rank: Comparable {
    let verdict: Verdict
    let provesPlace: Bool
    let index: Int
    let finding: Finding

    static func < (lhs: Rank, rhs: Rank) -> Bool {
        if lhs.verdict != rhs.verdict { return lhs.verdict > rhs.verdict }
        if lhs.provesPlace != rhs.provesPlace { return lhs.provesPlace }
        let weights = (abs(lhs.finding.weight), abs(rhs.finding.weight))
        return weights.0 != weights.1 ? weights.0 > weights.1 : lhs.index < rhs.index
    }
}

extension Policy.Proof {
    /// Whether a check has a say in where a check-in was made.
    fileprivate func hears(_ check: CheckName) -> Bool {
        switch check {
        case .geofence: self != .wifi
        case .wifi, .beacons, .network: self != .gps
        default: false
        }
    }
}

extension Policy {
    /// What follows from a finding alone: what it says itself, else what its risk code leads to.
    fileprivate func verdict(on finding: Finding) -> Verdict {
        let action = finding.action ?? finding.risk.map { self.action(for: $0) }
        return action.map(Verdict.init) ?? .accepted
    }

    /// Whether evidence that did not come stands between a check-in and its acceptance.
    ///
    /// Where access points prove the place, the fix that an organization demands need not be there.
    fileprivate func misses(_ purpose: Purpose, at place: Place) -> Bool {
        if evidence[purpose] == .required, !(purpose == .location && place.outcome == .inside) {
            return true
        }
        guard place.outcome == .uncertain else { return false }
        switch (purpose, self.place.rule) {
        case (.location, .gps), (.location, .gpsAndWiFi), (.wifi, .wifi), (.wifi, .gpsAndWiFi):
            return true
        default:
            return false
        }
    }
}
