import Testing
import Timekeeping

/// A valid sample that tests change by one knob.
enum Sample {
    /// 09:00 to 18:00 on every date in Shanghai.
    static func rules() throws -> Rules { Rules(member: "e1", try set()) }

    static func set() throws -> RuleSet {
        var set = RuleSet(
            zone: try #require(Zone("Asia/Shanghai")), shifts: ["day": try shift()])
        set.defaultShift = "day"
        return set
    }

    static func shift(
        _ id: String = "day", from start: String = "09:00", to end: String = "18:00"
    ) throws -> Shift {
        Shift(
            id: id,
            slots: [
                ShiftSlot(
                    start: try #require(WallTime(start)), end: try #require(WallTime(end)))
            ])
    }

    /// A civil time of Shanghai.
    static func instant(_ text: String) throws -> Instant {
        try #require(CivilTime(text)).instant(in: try #require(Zone("Asia/Shanghai")))
    }
}
