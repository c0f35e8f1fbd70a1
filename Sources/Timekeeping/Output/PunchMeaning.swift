/// What a punch means to the workday that it belongs to; the `workday` part of a receipt.
public struct PunchMeaning: Hashable, Sendable {
    /// The work date; the civil date when the punch is off-shift.
    public let date: CivilDate
    /// The shift; nil when the punch is off-shift or the day is open.
    public internal(set) var shift: String?
    /// The slot that the punch fills; nil when it fills none.
    public internal(set) var slot: SlotName?
    /// When the slot was due.
    public internal(set) var scheduledAt: Instant?
    /// What came of the slot.
    public internal(set) var result: WorkdaySlot.Result?
    /// Whole minutes late or early.
    public internal(set) var minutes = 0

    init(date: CivilDate) { self.date = date }
}
