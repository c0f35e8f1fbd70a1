/// A shift as an organization defines it: what happens on a date on which it runs; in minutes.
public struct Shift: Hashable, Codable, Sendable {
    /// The organization's own id.
    public var id: String
    /// What people call it.
    public var name: String
    /// The zone of its times of day; nil = the group's, else the organization's.
    public var zone: Zone?
    /// One or more stretches of work, in order.
    public var slots: [ShiftSlot]
    /// Unpaid breaks; one that starts before the first slot does lies on the next day.
    public var breaks: [WallSpan] = []
    /// How far arrival may move.
    public var flex = Flex()
    /// What a late evening excuses on the next morning.
    public var lateOutLateIn: [LateOutLateIn] = []
    /// How much work makes a day.
    public var minimumMinutes = MinimumMinutes()
    /// How overtime is counted; nil = not at all.
    public var overtime: OvertimeRule?

    /// A shift with the defaults of everything but its slots.
    public init(id: String, name: String? = nil, slots: [ShiftSlot]) {
        self.id = id
        self.name = name ?? id
        self.slots = slots
    }

    /// How far arrival may move, and departure with it.
    public struct Flex: Hashable, Codable, Sendable {
        /// Minutes late that are made good by leaving as much later.
        public var lateBy: Int
        /// Minutes early that may be taken back by leaving as much earlier.
        public var earlyBy: Int

        /// Flexibility as its limits say.
        public init(lateBy: Int = 0, earlyBy: Int = 0) {
            self.lateBy = lateBy
            self.earlyBy = earlyBy
        }
    }

    /// "Late out tonight, late in tomorrow".
    public struct LateOutLateIn: Hashable, Codable, Sendable {
        /// Minutes past yesterday's end that must be exceeded.
        public var outAfter: Int
        /// Minutes by which today's start is put off.
        public var lateBy: Int

        /// A rule as its two members say.
        public init(outAfter: Int, lateBy: Int) {
            self.outAfter = outAfter
            self.lateBy = lateBy
        }
    }

    /// Worked minutes below which a day is less than present.
    public struct MinimumMinutes: Hashable, Codable, Sendable {
        /// Below this the day is absence.
        public var halfDay: Int
        /// Below this the day is half a day.
        public var present: Int

        /// Thresholds as given; zero turns one off.
        public init(halfDay: Int = 0, present: Int = 0) {
            self.halfDay = halfDay
            self.present = present
        }
    }
}
