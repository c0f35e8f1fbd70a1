/// A punch: somebody came or went.
public struct Punch: Hashable, Sendable {
    /// The check-in that it was; nil in a dry run.
    public var id: String?
    /// When.
    public var at: Instant
    /// Which way.
    public var direction: Direction
    /// Where, as far as the evidence proves it.
    public var place = Place.notChecked
    /// Who says so.
    public var origin = Origin.own
    /// Whether it was accepted as field work.
    public var isFieldWork = false
    /// The place of work, where it is known and was asked for.
    public var geofence: String?
    /// What is doubtful about it, where that was asked for.
    public var doubts: Doubts = []

    /// A punch of a direction.
    public init(id: String? = nil, at: Instant, _ direction: Direction = .auto) {
        self.id = id
        self.at = at
        self.direction = direction
    }

    /// Which way.
    public enum Direction: String, CaseIterable, Sendable {
        /// Coming to work.
        case `in`
        /// Leaving work.
        case out
        /// By turns within the instance.
        case auto
    }

    /// What is doubtful about a punch beside its time and place.
    public struct Doubts: OptionSet, Hashable, Sendable {
        /// One bit a doubt.
        public let rawValue: UInt8

        /// Doubts by their bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The access points do not fit.
        public static let wifi = Doubts(rawValue: 1)
        /// The device is another's, or not the usual one.
        public static let device = Doubts(rawValue: 2)
    }

    /// Where a punch was made.
    public enum Place: String, CaseIterable, Sendable {
        case inside, outside, uncertain, notChecked
    }

    /// Who says so.
    public enum Origin: String, CaseIterable, Sendable {
        /// The member.
        case own = "self"
        /// An administrator.
        case admin
        /// An approved remedy.
        case remedy
        /// A time clock.
        case device
        /// Brought from another system.
        case imported = "import"
        /// The rule that closes forgotten check-outs.
        case auto
    }
}
