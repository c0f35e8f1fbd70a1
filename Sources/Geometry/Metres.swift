/// A length in metres: finite and never negative.
public struct Metres: Hashable, Comparable, Sendable {
    /// The length, 0 or more.
    public let value: Double

    /// Returns nil for a negative, infinite or undefined length.
    public init?(_ value: Double) {
        guard value.isFinite, value >= 0 else { return nil }
        self.value = value
    }

    /// No length at all.
    public static let zero = Metres(known: 0)

    /// Takes a length that the caller has computed and knows to be valid.
    init(known value: Double) {
        self.value = value
    }

    /// Whether the left length is the shorter.
    public static func < (lhs: Metres, rhs: Metres) -> Bool { lhs.value < rhs.value }
}
