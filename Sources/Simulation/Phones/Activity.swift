/// What a phone's owner does during a window.
public enum Activity: String, CaseIterable, Hashable, Sendable {
    /// The phone lies on a table.
    case table
    /// Held in the hand, standing.
    case held
    /// Carried on foot.
    case walking
    /// In a standing vehicle with its engine on.
    case idling
    /// In a moving vehicle.
    case driving
    /// Turned and moved about by hand.
    case handling
}
