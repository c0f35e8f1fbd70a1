import Timekeeping

/// What the evidence of a check-in leaves behind, so that it is known when it comes again.
///
/// Every trace is a hash under a key of the organization's own: nothing can be read back from it, and
/// two organizations' traces have nothing in common.
public struct Traces: Hashable, Sendable {
    /// Of runs of motion samples, spaced so that any stretch of a second or two has one.
    public var motion: [Int64] = []
    /// Of a Wi-Fi scan as a whole, addresses and strengths; nil where it is too small to be unique.
    public var scan: Int64?
    /// Of the newest coordinates, bit for bit; nil unless a device of the person's own sent them.
    public var coordinates: Int64?

    /// Of the access points in sight, those that stay where they are.
    public var accessPoints: [AccessPoint] = []
    /// When and where the phone was moved; nil unless its sensors say that it was.
    public var movement: Movement?

    /// Nothing.
    public init() {}

    /// The traces without those of evidence that an organization has switched off.
    func keeping(_ demands: Policy.EvidenceDemands) -> Traces {
        var kept = self
        if demands.motion == .off {
            kept.motion = []
            kept.movement = nil
        }
        if demands.wifi == .off {
            kept.scan = nil
            kept.accessPoints = []
        }
        if demands.location == .off || demands.device == .off { kept.coordinates = nil }
        if demands.location == .off { kept.movement?.forgetPlace() }
        return kept
    }

    /// All of them, each once, with the purpose that its evidence was processed for.
    public var all: [(trace: Int64, purpose: Purpose)] {
        let rest: [(Int64?, Purpose)] = [(scan, .wifi), (coordinates, .location)]
        return motion.map { ($0, .motion) }
            + rest.compactMap { trace, purpose in trace.map { ($0, purpose) } }
    }

    /// An access point in sight.
    public struct AccessPoint: Hashable, Sendable {
        /// Of its address.
        public let trace: Int64
        /// How strongly it was received, in dBm.
        public let strength: Double

        /// An access point as its parts say.
        public init(trace: Int64, strength: Double) {
            self.trace = trace
            self.strength = strength
        }
    }

    /// A stretch of time in which a phone was moved, and where.
    public struct Movement: Hashable, Sendable {
        /// The first sample.
        public let startedAt: Instant
        /// The last sample.
        public let endedAt: Instant
        /// Of the square of some hundred metres that the phone was in; nil without a fix.
        public private(set) var cell: Int64?
        /// Of the squares in which a phone beside it may have been, at most `cells`.
        public private(set) var nearby: [Int64]

        /// Corners of the surroundings of a fix.
        public static let cells = 4
        /// The least that two movements must have in common, in milliseconds, clocks being off by 2 s.
        public static let overlap: Int64 = 3_000
        /// How much later another movement may have ended, in milliseconds.
        public static let reach: Int64 = 17_000

        /// A movement as its parts say.
        public init(startedAt: Instant, endedAt: Instant, cell: Int64?, nearby: [Int64]) {
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.cell = cell
            self.nearby = Array(nearby.prefix(Self.cells))
        }

        mutating func forgetPlace() {
            cell = nil
            nearby = []
        }
    }
}
