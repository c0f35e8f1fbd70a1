/// Where a check-in was made, as far as the evidence proves it.
public struct Place: Hashable, Codable, Sendable {
    /// Whether it was made at a place of work.
    public let outcome: Outcome
    /// The place, or the nearest one when outside.
    public var geofence: GeofenceID?
    /// The signals that agree on it; empty unless inside.
    public var by: [Signal] = []
    /// Metres from the decisive position to the boundary, negative inside.
    public var distance: Double?
    /// The probability that the true position is inside, 0…1.
    public var probability: Double?

    /// A place of which only the outcome is known.
    public init(_ outcome: Outcome) { self.outcome = outcome }

    /// Composes the place from the findings of the fixes and of the radio signals, as a rule demands.
    public init(_ findings: [Finding], rule: Policy.Proof) {
        let radio = RadioWitness(findings)
        let fix = FixWitness(findings, agreeingWith: radio)
        outcome = Self.outcome(fix: fix, radio: radio, rule: rule)

        let isFixHeard = rule != .wifi
        let isRadioHeard = rule != .gps
        if isFixHeard, fix.outcome == .inside || outcome != .inside {
            geofence = fix.finding?.geofence
        } else if isRadioHeard {
            geofence = radio.proofs.first?.geofence
        }
        if isFixHeard, let finding = fix.finding, finding.geofence == geofence {
            distance = finding.number("distance")
            probability = finding.number("probability")
        }
        guard outcome == .inside else { return }
        if isFixHeard, fix.outcome == .inside { by.append(.gps) }
        if isRadioHeard { by += radio.signals(at: geofence) }
    }

    private static func outcome(
        fix: FixWitness,
        radio: RadioWitness,
        rule: Policy.Proof
    ) -> Outcome {
        let both = [fix.outcome, radio.outcome]
        switch rule {
        case .gps: return fix.outcome
        case .wifi: return radio.outcome
        case .gpsOrWiFi:
            if both.contains(.inside) { return .inside }
            return fix.outcome == .notChecked ? radio.outcome : fix.outcome
        case .gpsAndWiFi:
            if both == [.notChecked, .notChecked] { return .notChecked }
            if both.contains(.outside) { return .outside }
            let agree = radio.proofs.contains { $0.geofence == fix.finding?.geofence }
            return both == [.inside, .inside] && agree ? .inside : .uncertain
        }
    }

    /// Whether a check-in was made at a place of work.
    public enum Outcome: String, Codable, Sendable {
        /// At one of the places.
        case inside
        /// Away from all of them.
        case outside
        /// The evidence is too coarse to tell, or did not come.
        case uncertain
        /// There was nothing to compare.
        case notChecked
    }

    /// A kind of signal that proves a place.
    public enum Signal: String, Codable, Sendable {
        case gps
        case wifi
        case beacon
        case cell
        case network

        init?(_ check: CheckName) {
            switch check {
            case .geofence: self = .gps
            case .wifi: self = .wifi
            case .beacons: self = .beacon
            case .cells: self = .cell
            case .network: self = .network
            default: return nil
            }
        }
    }
}

/// What the fixes say of the place.
private struct FixWitness {
    /// The finding that speaks for the fixes.
    let finding: Finding?
    let outcome: Place.Outcome

    /// Where the fixes are inside several geofences, the one that the radio signals name counts.
    init(_ findings: [Finding], agreeingWith radio: RadioWitness) {
        let own = findings.filter { $0.check == .geofence }
        let agreeing = own.first { finding in
            finding.code == .placeInside
                && radio.proofs.contains { $0.geofence == finding.geofence }
        }
        finding = agreeing ?? own.first
        switch finding?.code {
        case .placeInside: outcome = .inside
        case .placeOutside, .placeExcluded: outcome = .outside
        case .placeUncertain, .placeCoarse, .locationMissing: outcome = .uncertain
        default: outcome = .notChecked
        }
    }
}

/// What the radio signals say of the place.
private struct RadioWitness {
    /// The findings that prove a place, those of the access points first.
    let proofs: [Finding]
    let outcome: Place.Outcome
    private let supports: [Finding]

    init(_ findings: [Finding]) {
        // Surroundings are learned, not declared: they may agree with a place, never prove it.
        supports = findings.filter {
            $0.check.group == .radio && $0.check != .surroundings && $0.outcome == .supports
        }
        // A cell is kilometres wide: it agrees with a place but does not prove one.
        proofs = supports.filter { $0.check != .cells }
        let codes = Set(findings.map(\.code))
        if !proofs.isEmpty {
            outcome = .inside
        } else if !codes.isDisjoint(with: [.wifiElsewhere, .beaconsElsewhere]) {
            outcome = .outside
        } else {
            outcome = codes.contains(.wifiMissing) ? .uncertain : .notChecked
        }
    }

    func signals(at geofence: GeofenceID?) -> [Place.Signal] {
        var signals: [Place.Signal] = []
        for finding in supports where finding.geofence == geofence {
            guard let signal = Place.Signal(finding.check), !signals.contains(signal) else {
                continue
            }
            signals.append(signal)
        }
        return signals
    }
}
