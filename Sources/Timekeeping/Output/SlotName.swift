/// What a slot of a workday asks for.
public enum SlotName: String, CaseIterable, Codable, Sendable {
    /// Arriving.
    case onDuty = "on-duty"
    /// Leaving.
    case offDuty = "off-duty"
    /// Anything: a day without fixed hours.
    case open
}
