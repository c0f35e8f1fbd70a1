/// The fences of one organization, indexed in space.
///
/// The index is a packed tree of boxes in Earth-centred metres, so that the nearest fence is right
/// across the antimeridian and around the poles. It is a value without locks: any number of threads
/// may ask at once.
public struct FenceIndex: Sendable {
    private let ids: [Int]
    private let tree: FenceTree

    /// Indexes areas under the caller's own numbers; several may share one.
    ///
    /// - Complexity: O(n log n).
    public init(_ areas: [(id: Int, area: Area)]) {
        tree = FenceTree(areas.map(\.area))
        ids = tree.order.map { areas[$0].id }
    }

    /// How many areas are indexed.
    public var count: Int { ids.count }

    /// The nearest fences, by `distance`: deepest inside first, then the nearest outside.
    ///
    /// - Parameters:
    ///   - fix: The reported position and its accuracy.
    ///   - limit: Matches wanted, at least 1.
    ///   - isActive: Whether a fence counts at all now; asked only of candidates.
    /// - Complexity: O(log n) for a fence or few within reach.
    public func judge(
        _ fix: Fix, limit: Int = 5, where isActive: (Int) -> Bool = { _ in true }
    ) -> [FenceMatch] {
        let sigma = Gaussian.sigma(fix.accuracy)
        // Captured by itself: a closure over the whole index would be copied with all its arrays.
        let (ids, areas) = (ids, tree.areas)
        let (probe, kept) = tree.nearest(to: fix, limit: limit) { isActive(ids[$0]) }
        return kept.map { kept in
            FenceMatch(
                id: ids[kept.fence], covers: kept.distance <= 0, distance: kept.distance,
                probability: areas[kept.fence].probability(
                    at: probe, sigma: sigma, distance: kept.distance))
        }
    }
}
