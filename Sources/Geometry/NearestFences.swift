/// One search of a fence index: boxes in order of their distance, until none can matter.
struct NearestFences {
    /// A fence and its signed distance in metres.
    struct Kept {
        var fence: Int
        var distance: Double
    }

    /// The best so far, nearest first.
    private(set) var kept: [Kept] = []

    private struct Entry {
        var squared: Float
        /// −1 for a fence, else the level of a node.
        var level: Int32
        var index: Int32
    }

    private let limit: Int
    private let near: SIMD3<Float>
    /// Metres that single precision may hide.
    private let slack: Double
    /// A binary heap, the nearest on top.
    private var heap: [Entry] = []

    init(limit: Int, root: Int, probe: Probe) {
        self.limit = limit
        let point = probe.cartesian
        near = SIMD3(Float(point.x), Float(point.y), Float(point.z))
        slack = 2
        kept.reserveCapacity(limit)
        heap.reserveCapacity(64)
        heap.append(Entry(squared: 0, level: Int32(root), index: 0))
    }

    /// Metres beyond which a fence outside is of no interest any more.
    var reach: Double {
        kept.count < limit ? .infinity : max(kept.last?.distance ?? .infinity, 0) + 1e-6
    }

    /// The next fence to look at; nil when nothing nearer than the kept ones is left.
    mutating func next(in tree: BoxTree) -> Int? {
        while let top = pop() {
            let chord = Double(top.squared).squareRoot() * 0.999_999 - slack
            if chord > reach { return nil }
            if top.level < 0 { return Int(top.index) }
            let level = Int(top.level)
            let distances = tree.nodes[tree.levels[level] + Int(top.index)].squaredDistances(near)
            for lane in 0..<8 where distances[lane] < .infinity {
                push(
                    Entry(
                        squared: distances[lane], level: Int32(level - 1),
                        index: top.index * 8 + Int32(lane)))
            }
        }
        return nil
    }

    /// Keeps a fence if it is among the nearest.
    mutating func keep(_ fence: Int, at distance: Double) {
        if kept.count == limit {
            guard let last = kept.last, distance < last.distance else { return }
            kept.removeLast()
        }
        var slot = kept.count
        while slot > 0, kept[slot - 1].distance > distance { slot -= 1 }
        kept.insert(Kept(fence: fence, distance: distance), at: slot)
    }

    private mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if heap[parent].squared <= heap[child].squared { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func pop() -> Entry? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return top }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].squared < heap[child].squared { child += 1 }
            if heap[parent].squared <= heap[child].squared { break }
            heap.swapAt(parent, child)
            parent = child
        }
        return top
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
