/// Which instance owns a punch.
public struct PunchPlacement: Hashable, Sendable {
    /// The punch.
    public var punch: Punch
    /// The shift; nil when the punch is off-shift or the day is open.
    public var shift: String?
    /// The work date; nil when the punch is off-shift.
    public var workDate: CivilDate?
    /// The slot that the punch fills; nil when it fills none.
    public var slot: SlotName?
    /// When the window of the owner opens, trimmed; nil when the punch is off-shift.
    public var opens: Instant?
    /// When the window of the owner closes, trimmed; nil when the punch is off-shift.
    public var closes: Instant?

    /// Whether no instance owns the punch.
    public var isOffShift: Bool { workDate == nil }

    init(_ punch: Punch) { self.punch = punch }
}
