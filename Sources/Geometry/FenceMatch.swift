/// One fence as seen from a fix.
public struct FenceMatch: Hashable, Sendable {
    /// Which fence, by the number that its index was given.
    public let id: Int

    /// Whether the reported position itself is inside or on the boundary.
    public let covers: Bool

    /// Geodesic metres to the boundary, negative inside.
    public let distance: Double

    /// The probability, 0…1, that the true position is inside.
    public let probability: Double

    /// Puts a match together; tests of callers need it too.
    public init(id: Int, covers: Bool, distance: Double, probability: Double) {
        self.id = id
        self.covers = covers
        self.distance = distance
        self.probability = probability
    }
}
