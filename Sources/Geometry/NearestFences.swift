/// One search of a fence index: the nearest boxes first, and none that cannot matter.
struct NearestFences: BoxSearch {
    /// A fence and its signed distance in metres.
    struct Kept {
        var fence: Int
        var distance: Double
    }

    /// The best so far, nearest first.
    private(set) var kept: [Kept] = []

    private let areas: [Area]
    private let probe: Probe
    private let limit: Int
    let near: SIMD3<Float>
    /// Metres that single precision may hide.
    private let slack: Double
    /// The squared metres, rounded up, beyond which a box is of no interest.
    private(set) var boxLimit = Float.infinity

    init(in tree: BoxTree, of areas: [Area], probe: Probe, limit: Int) {
        self.areas = areas
        self.probe = probe
        self.limit = limit
        (near, slack) = tree.near(probe.cartesian)
        kept.reserveCapacity(limit)
    }

    /// Searches the tree; `isWanted` is asked of each fence that may be among the nearest.
    mutating func search(_ tree: BoxTree, where isWanted: (Int) -> Bool) {
        guard let root = tree.rootLevel, limit > 0 else { return }
        tree.withBorrowed { tree in
            open(tree, level: root) { search, fence in
                if isWanted(fence) { search.consider(fence) }
            }
        }
    }

    private mutating func consider(_ fence: Int) {
        if let distance = areas[fence].distance(to: probe, within: reach) {
            keep(fence, at: distance)
        }
    }

    /// Metres beyond which a fence outside is of no interest any more.
    private var reach: Double {
        kept.count < limit ? .infinity : max(kept.last?.distance ?? .infinity, 0) + 1e-6
    }

    private mutating func keep(_ fence: Int, at distance: Double) {
        if kept.count == limit {
            guard let last = kept.last, distance < last.distance else { return }
            kept.removeLast()
        }
        kept.append(Kept(fence: fence, distance: distance))
        var slot = kept.count - 1
        while slot > 0, kept[slot - 1].distance > distance {
            kept.swapAt(slot - 1, slot)
            slot -= 1
        }
        let wide = (reach + slack) * 1.000_001
        boxLimit = Float(wide * wide).nextUp
    }
}

extension BoxTree {
    /// An order in which neighbours in space are neighbours in the list: split at the middle of the
    /// longest side, again and again, down to eight.
    static func order(of boxes: [Box]) -> [Int] {
        var order = Array(boxes.indices)
        let centres = boxes.map(\.centre)
        var pending = [0..<order.count]
        while let range = pending.popLast() {
            guard range.count > 8 else { continue }
            var extent = Box.none
            for index in range { extent = extent.union(centres[order[index]]) }
            let size = extent.high - extent.low
            let axis = size.x >= size.y ? (size.x >= size.z ? 0 : 2) : (size.y >= size.z ? 1 : 2)
            order[range].sort { centres[$0][axis] < centres[$1][axis] }
            // Whole nodes on the left keep the leaves full.
            let half = (range.count / 2 + 7) / 8 * 8
            let middle = range.lowerBound + min(half, range.count - 1)
            pending.append(range.lowerBound..<middle)
            pending.append(middle..<range.upperBound)
        }
        return order
    }
}
