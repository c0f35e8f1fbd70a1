/// Where a check-in was made, as far as the evidence proves it.
public struct Place: Hashable, Codable, Sendable {
    /// Whether it was made at a place of work.
    public let outcome: Outcome
    /// The place, or the nearest one when outside.
    public var geofence: GeofenceID?
    /// The signals that proved it.
    public var by: [Signal] = []
    /// Metres from the decisive position to the boundary, negative inside.
    public var distance: Double?
    /// The probability that the true position is inside, 0…1.
    public var probability: Double?

    /// A place of which only the outcome is known.
    public init(_ outcome: Outcome) { self.outcome = outcome }

    /// Composes the place from the findings of the fixes and of the radio signals, as a rule demands.
    public init(_ findings: [Finding], rule: Policy.Proof) {
        let fix = findings.first { $0.check == .geofence }
        let radio = findings.filter { $0.check.group == .radio && $0.outcome == .supports }
        let inside = fix.map { $0.code == "place.inside" } ?? false
        let proof = radio.first { !inside || $0.geofence == fix?.geofence } ?? radio.first
        switch rule {
        case .gps:
            self.init(fix: fix)
        case .wifi:
            self.init(radio: proof, wasSought: findings.contains { $0.code == "wifi.elsewhere" })
        case .gpsOrWiFi:
            if let proof, !inside {
                self.init(radio: proof, wasSought: true)
            } else {
                self.init(fix: fix)
                if let proof, proof.geofence == geofence { by += [Signal(proof.check)] }
            }
        case .gpsAndWiFi:
            guard inside, let proof else {
                self.init(fix: fix)
                if outcome == .inside { self = Place(.uncertain, like: self) }
                return
            }
            self.init(fix: fix)
            by += [Signal(proof.check)]
        }
    }

    private init(fix: Finding?) {
        switch fix?.code {
        case "place.inside": outcome = .inside
        case "place.outside", "place.excluded": outcome = .outside
        case "place.uncertain", "place.coarse": outcome = .uncertain
        default: outcome = .notChecked
        }
        guard outcome != .notChecked else { return }
        geofence = fix?.geofence
        by = outcome == .inside ? [.gps] : []
        if case .number(let metres)? = fix?.detail["distance"] { distance = metres }
        if case .number(let share)? = fix?.detail["probability"] { probability = share }
    }

    private init(radio: Finding?, wasSought: Bool) {
        outcome = radio != nil ? .inside : wasSought ? .outside : .notChecked
        geofence = radio?.geofence
        by = radio.map { [Signal($0.check)] } ?? []
    }

    private init(_ outcome: Outcome, like other: Place) {
        self.outcome = outcome
        geofence = other.geofence
        distance = other.distance
        probability = other.probability
    }

    /// Whether a check-in was made at a place of work.
    public enum Outcome: String, Codable, Sendable {
        /// At one of the places.
        case inside
        /// Away from all of them.
        case outside
        /// The evidence is too coarse to tell.
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

        init(_ check: CheckName) {
            self =
                switch check {
                case .wifi: .wifi
                case .beacons: .beacon
                case .cells: .cell
                case .network: .network
                default: .gps
                }
        }
    }
}
