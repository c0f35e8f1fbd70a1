/// Which shift a group works on which date, where no roster entry says otherwise.
public enum Schedule: Hashable, Codable, Sendable {
    /// By day of the week; a weekday that is absent is not spoken of, nil means nothing runs.
    case weekly([Weekday: String?])
    /// A cycle of shifts, repeated in both directions of time; nil means nothing runs.
    case rotation(anchor: CivilDate, cycle: [String?])
    /// Roster entries only.
    case roster
    /// No instances: required hours at any time of the day.
    case free(FreeHours)

    /// A day without fixed hours.
    public struct FreeHours: Hashable, Codable, Sendable {
        /// Where one day ends and the next begins; nil = the settings' own.
        public var dayStartsAt: WallTime?
        /// Minutes that make the day complete.
        public var requiredMinutes: Int
        /// Which punches count.
        public var mode = Mode.standard

        /// Free hours in standard mode.
        public init(dayStartsAt: WallTime? = nil, requiredMinutes: Int) {
            self.dayStartsAt = dayStartsAt
            self.requiredMinutes = requiredMinutes
        }
    }

    /// Which punches of a free day count.
    public enum Mode: String, CaseIterable, Codable, Sendable {
        /// The first and the last.
        case standard
        /// All, in and out by turns.
        case strict
    }
}
