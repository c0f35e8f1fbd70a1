/// One thing that a day asked of a member, and what came of it.
public struct WorkdaySlot: Hashable, Sendable {
    /// The shift; nil for an open slot.
    public var shift: String?
    /// Arriving, leaving, or anything.
    public var slot: SlotName
    /// The place of the slot within its shift, from 0.
    public var index: Int
    /// When it was due; nil for an open slot.
    public var scheduledAt: Instant?
    /// The check-in that filled it.
    public var checkIn: String?
    /// When it was filled.
    public var at: Instant?
    /// What came of it.
    public var result = Result.pending
    /// Whole minutes late or early, by the result; otherwise 0.
    public var minutes = 0
    /// Where it was filled; nil when nothing filled it.
    public var place: Punch.Place?
    /// What excuses or supplements it.
    public var supplement = Supplement.none
    /// Who filled it; nil when nothing did.
    public var origin: Punch.Origin?

    init(_ slot: SlotName, shift: String?, index: Int, scheduledAt: Instant?) {
        self.slot = slot
        self.shift = shift
        self.index = index
        self.scheduledAt = scheduledAt
    }

    /// What came of a slot.
    public enum Result: String, CaseIterable, Sendable {
        case normal, late
        case seriousLate = "serious-late"
        case absentLate = "absent-late"
        case early, missing
        case notRequired = "not-required"
        case pending
    }

    /// What excuses or supplements a slot.
    public enum Supplement: String, CaseIterable, Sendable {
        case none, leave, trip, out, field, remedy
    }
}

extension WorkdaySlot.Result {
    /// Whether it is one of the three degrees of lateness.
    public var isLate: Bool { self == .late || self == .seriousLate || self == .absentLate }
}
