/// What a fence index is without its ids: areas in an order of nearness, and the tree over their
/// boxes.
struct FenceTree: Sendable {
    /// The areas in the tree's order.
    let areas: [Area]
    /// Which of the areas given each of `areas` is.
    let order: [Int]

    private let tree: BoxTree
    /// The systems other than WGS-84 that occur.
    private let shifted: [CoordinateSystem]

    init(_ given: [Area]) {
        let boxes = given.map(\.box)
        order = BoxTree.order(of: boxes)
        areas = order.map { given[$0] }
        tree = BoxTree(order.map { boxes[$0] }, anchor: .zero)
        shifted = Set(given.map(\.system)).filter { $0 != .wgs84 }
    }

    /// The nearest areas for which `isWanted`, nearest first, with the probe that was made of the
    /// fix.
    func nearest(
        to fix: Fix, limit: Int, where isWanted: (Int) -> Bool
    ) -> (Probe, [NearestFences.Kept]) {
        let probe = Probe(fix.position, in: fix.system, others: shifted)
        let most = max(0, min(limit, areas.count))
        var nearest = NearestFences(in: tree, of: areas, probe: probe, limit: most)
        nearest.search(tree, where: isWanted)
        return (probe, nearest.kept)
    }
}
