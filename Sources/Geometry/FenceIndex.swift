/// The fences of one organization, indexed in space.
///
/// The index is a packed tree of boxes in Earth-centred metres, so that the nearest fence is right
/// across the antimeridian and around the poles. It is a value without locks: any number of threads
/// may ask at once.
public struct FenceIndex<ID: Hashable & Sendable>: Sendable {
    private let fences: [Fence]
    private let tree: BoxTree
    private let systems: Set<CoordinateSystem>

    private struct Fence: Sendable {
        let id: ID
        let area: Area
    }

    /// Indexes areas; several may share an id.
    ///
    /// - Complexity: O(n log n).
    public init(_ areas: [(id: ID, area: Area)]) {
        let boxes = areas.map(\.area.box)
        let order = BoxTree.order(of: boxes)
        fences = order.map { Fence(id: areas[$0].id, area: areas[$0].area) }
        tree = BoxTree(order.map { boxes[$0] }, anchor: .zero)
        systems = Set(areas.map(\.area.system))
    }

    /// How many areas are indexed.
    public var count: Int { fences.count }

    /// The nearest fences, by `distance`: deepest inside first, then the nearest outside.
    ///
    /// - Parameters:
    ///   - fix: The reported position and its accuracy.
    ///   - limit: Matches wanted, at least 1.
    ///   - isActive: Whether a fence counts at all now; asked only of candidates.
    /// - Complexity: O(log n) for a fence or few within reach.
    public func judge(
        _ fix: Fix, limit: Int = 5, where isActive: (ID) -> Bool = { _ in true }
    ) -> [FenceMatch<ID>] {
        guard limit > 0, let root = tree.rootLevel else { return [] }
        let probe = Probe(fix.position, in: fix.system, for: systems)
        var nearest = NearestFences(limit: min(limit, fences.count), root: root, probe: probe)
        while let fence = nearest.next(in: tree) {
            guard fence < fences.count, isActive(fences[fence].id) else { continue }
            if let distance = fences[fence].area.distance(to: probe, within: nearest.reach) {
                nearest.keep(fence, at: distance)
            }
        }
        let sigma = Gaussian.sigma(fix.accuracy)
        return nearest.kept.map { kept in
            let fence = fences[kept.fence]
            return FenceMatch(
                id: fence.id, covers: kept.distance <= 0, distance: kept.distance,
                probability: fence.area.probability(
                    at: probe, sigma: sigma, distance: kept.distance))
        }
    }
}
