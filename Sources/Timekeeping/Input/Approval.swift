/// Something that the enterprise's own workflow approved.
public struct Approval: Hashable, Codable, Sendable {
    /// The workflow's own id.
    public var id: String
    /// What was approved.
    public var kind: Kind
    /// When it holds.
    public var extent: Extent
    /// The slot that a remedy fills; nil = whichever is missing.
    public var slot: SlotName?
    /// The half of the day that it covers; nil = all of the extent.
    public var portion: Portion?
    /// Whether on-duty and remote days include rest days, holidays and days of leave.
    public var includeHolidays = false
    /// When it was filed; nil = at the instant of the evaluation.
    public var filedAt: Instant?

    /// An approval without particulars.
    public init(id: String, _ kind: Kind, _ extent: Extent) {
        self.id = id
        self.kind = kind
        self.extent = extent
    }

    /// What was approved.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case leave, trip, out, remedy, overtime
        case shiftChange = "shift-change"
        case onDuty = "on-duty"
        case remote
    }

    /// When an approval holds.
    public enum Extent: Hashable, Codable, Sendable {
        /// Whole work dates, both ends included.
        case dates(CivilDate, CivilDate)
        /// From one instant to another, both included.
        case time(Instant, Instant)
    }

    /// Half of a day.
    public enum Portion: String, CaseIterable, Codable, Sendable {
        /// Either half, as the punches show.
        case half
        case firstHalf = "first-half"
        case secondHalf = "second-half"
    }
}
