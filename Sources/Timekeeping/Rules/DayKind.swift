/// What kind of day a date is; overtime is totalled by it.
public enum DayKind: String, CaseIterable, Hashable, Codable, Sendable {
    case workday, rest, holiday
}
