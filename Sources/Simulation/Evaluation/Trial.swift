import Foundation
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
    public let weights: [Family: Double]

    /// The sum of some families.
    public func score(of families: Set<Family> = Family.carried) -> Double {
        // In the order of the families, since the order of a sum decides its last bits.
        Family.allCases.reduce(0) { $0 + (families.contains($1) ? weights[$1] ?? 0 : 0) }
    }

    /// Whether a server with default settings would not simply accept the window: a family that is
    /// named from 3 on, or a probability of 0.2 at the prior of 0.01.
    public func isFlagged(by families: Set<Family> = Family.carried) -> Bool {
        let named = families.contains { weights[$0] ?? 0 >= 3 }
        return named || score(of: families) >= log(0.2 / 0.8) - log(0.01 / 0.99)
    }
}
