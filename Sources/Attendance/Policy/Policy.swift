/// What an organization demands of a check-in, and what follows from what is found.
public struct Policy: Hashable, Codable, Sendable {
    /// What each kind of evidence is to the organization.
    public var evidence = EvidenceDemands()
    /// How the place is judged.
    public var place = PlaceRule()
    /// What follows from each risk code; codes that are absent have their default action.
    public var actions: [RiskCode: Action] = [
        .mockLocation: .reject, .cheatApp: .reject, .sharedDevice: .flag, .motionMismatch: .flag,
        .faceMismatch: .reject,
    ]
    /// What follows from the score.
    public var risk = RiskRule()
    /// How faces are judged.
    public var face = FaceRule()
    /// Where the app list is matched.
    public var apps = AppRule()
    /// How devices are shared.
    public var device = DeviceRule()
    /// What is kept of motion; nil for the default.
    public var motion: MotionRule?
    /// How long sealed evidence is kept, in days, 0…3650; 0 stores none.
    public var evidenceRetentionDays = 30

    /// The policy of a new organization.
    public init() {}

    /// What follows from a risk code under this policy.
    public func action(for code: RiskCode) -> Action { actions[code] ?? code.defaultAction }

    /// What each kind of evidence is to an organization.
    public struct EvidenceDemands: Hashable, Codable, Sendable {
        /// GNSS and network fixes.
        public var location = Demand.required
        /// Access points and beacons.
        public var wifi = Demand.optional
        /// Motion sensors.
        public var motion = Demand.optional
        /// The verdict on apps.
        public var apps = Demand.optional
        /// The face vector.
        public var face = Demand.off
        /// What describes the device.
        public var device = Demand.optional

        /// The demands of a new organization.
        public init() {}

        /// The demand on one kind.
        public subscript(purpose: Purpose) -> Demand {
            switch purpose {
            case .location: location
            case .wifi: wifi
            case .motion: motion
            case .apps: apps
            case .face: face
            case .device: device
            }
        }
    }

    /// What one kind of evidence is to an organization.
    public enum Demand: String, Codable, Sendable, CaseIterable {
        /// A check-in without it is challenged.
        case required
        /// Judged when present.
        case optional
        /// Neither judged nor kept.
        case off
    }

    /// What follows from something that was found.
    public enum Action: String, Codable, Sendable, CaseIterable {
        /// Nothing beyond the score.
        case ignore
        /// The record counts and waits for review.
        case flag
        /// The record does not count until more evidence is added.
        case challenge
        /// The record does not count.
        case reject
    }
}

extension Policy {
    /// How a place is judged.
    public struct PlaceRule: Hashable, Codable, Sendable {
        /// Which signals prove a place.
        public var rule = Proof.gpsOrWiFi
        /// What follows from being outside every place.
        public var outside = Outside.reject
        /// What follows when it cannot be told.
        public var uncertain = Action.flag
        /// The least probability of being inside, 0…1.
        public var minimumProbability = 0.5
        /// The coarsest 68 % radius that is judged, in metres.
        public var maximumAccuracy = 200.0

        /// The rule of a new organization.
        public init() {}
    }

    /// Which signals prove a place.
    public enum Proof: String, Codable, Sendable, CaseIterable {
        /// Fixes alone.
        case gps
        /// Access points and beacons alone.
        case wifi
        /// Either one.
        case gpsOrWiFi = "gps-or-wifi"
        /// Both.
        case gpsAndWiFi = "gps-and-wifi"
    }

    /// What follows from being outside every place.
    public enum Outside: String, Codable, Sendable, CaseIterable {
        /// The record does not count.
        case reject
        /// The record counts and waits for review.
        case flag
        /// The record counts as work in the field.
        case fieldWork = "field-work"
    }

    /// What follows from the probability of fraud.
    public struct RiskRule: Hashable, Codable, Sendable {
        /// The probability of fraud before any evidence, between 0 and 1.
        public var prior = 0.01
        /// From this probability more evidence is asked for.
        public var challengeAt = 0.2
        /// From this probability a person looks at the record.
        public var flagAt = 0.5
        /// From this probability the record does not count.
        public var rejectAt = 0.9

        /// The rule of a new organization.
        public init() {}
    }

    /// How faces are judged.
    public struct FaceRule: Hashable, Codable, Sendable {
        /// The score that a match needs; nil for the model's own.
        public var threshold: Double?
        /// What the device must say of the face being alive.
        public var liveness = Liveness.preferred
        /// Whether kiosks may search a face among all members.
        public var identify = false

        /// The rule of a new organization.
        public init() {}
    }

    /// What a device must say of a face being alive.
    public enum Liveness: String, Codable, Sendable, CaseIterable {
        /// Only `passed` will do.
        case required
        /// `failed` counts against it, `unchecked` does not.
        case preferred
        /// Not judged.
        case ignored
    }

    /// Where the app list is matched.
    public struct AppRule: Hashable, Codable, Sendable {
        /// The side that matches.
        public var mode = Mode.device

        /// The rule of a new organization.
        public init() {}

        /// The side that matches an app list.
        public enum Mode: String, Codable, Sendable, CaseIterable {
            /// The phone, against a signed list; the raw list never leaves it.
            case device
            /// The server, in memory.
            case server
        }
    }

    /// What is kept of motion.
    public struct MotionRule: Hashable, Codable, Sendable {
        /// How many of a member's latest motions are kept, sealed, to be compared with later ones,
        /// 0…50; 0 keeps and compares none.
        public var history = 8

        /// The rule of a new organization.
        public init() {}
    }

    /// How many of a member's latest motions are kept and compared.
    public var motionHistory: Int { (motion ?? MotionRule()).history }

    /// How devices are shared.
    public struct DeviceRule: Hashable, Codable, Sendable {
        /// How many devices a member may use, 1…100.
        public var maximumPerMember = 3
        /// For how long a device stays tied to its last member, in hours, 0…8760.
        public var sharedWindowHours = 12

        /// The rule of a new organization.
        public init() {}
    }
}

extension Policy {
    /// Whether a member can check in without a biometric trait: face is never the only evidence.
    public var hasNonBiometricMethod: Bool {
        evidence.face == .off
            || [evidence.location, evidence.wifi].contains { $0 != .off }
    }
}
