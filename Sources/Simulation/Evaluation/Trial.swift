import Motion

/// One judged window: honest, or one attack.
public struct Trial: Sendable {
    /// The window's recording.
    public let source: String
    /// The phone's model.
    public let device: String
    /// What was going on.
    public let activity: Activity
    /// Nil for an honest window.
    public let attack: Attack?
    /// Sums of the families inside their bounds.
    public let weights: [LikelihoodGroup: Double]

    /// Their sum, but for the families left out.
    public func score(without omitted: Set<LikelihoodGroup> = []) -> Double {
        weights.reduce(0) { $0 + (omitted.contains($1.key) ? 0 : $1.value) }
    }
}
