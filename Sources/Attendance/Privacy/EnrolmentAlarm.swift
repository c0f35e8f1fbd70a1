/// Tells when so many persons' faces are enrolled that the law asks for a filing.
///
/// China's Measures for the Security Management of Face Recognition (2025), article 15: who keeps
/// the faces of 100,000 persons files it within 30 working days; the first step leaves time.
public struct EnrolmentAlarm: Sendable {
    /// The counts that are told of, ascending.
    public static let steps = [80_000, 100_000]

    private var reached = 0

    /// An alarm that has told of nothing.
    public init() {}

    /// The highest step that a count has newly reached; nil while there is nothing new to tell.
    public mutating func step(at count: Int) -> Int? {
        let passed = Self.steps.filter { $0 <= count }.count
        defer { reached = passed }
        return passed > reached ? Self.steps[passed - 1] : nil
    }
}
