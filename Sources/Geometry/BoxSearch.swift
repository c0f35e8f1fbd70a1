/// A search of a tree of boxes that opens the nearest boxes first, and none that cannot matter.
protocol BoxSearch {
    /// The place searched from, in the tree's own terms.
    var near: SIMD3<Float> { get }
    /// The squared metres, rounded up, beyond which a box is of no interest; falls as more is found.
    var boxLimit: Float { get }
}

extension BoxSearch {
    /// Visits the leaves below a node, the nearest first.
    mutating func open(
        _ tree: BoxTree.Borrowed, level: Int, index: Int = 0, visit: (inout Self, Int) -> Void
    ) {
        let node = tree.levels[level] + index
        var children = NearestFirst(tree.nodes[node].squaredDistances(near))
        while let lane = children.next(within: boxLimit) {
            let child = index * 8 + lane
            if level == 0 {
                visit(&self, child)
            } else {
                open(tree, level: level - 1, index: child, visit: visit)
            }
        }
    }
}

extension BoxTree {
    /// The arrays of a tree, lent for one query.
    struct Borrowed {
        let nodes: UnsafeBufferPointer<Node>
        let levels: UnsafeBufferPointer<Int>
    }

    /// Lends the arrays.
    @inline(__always)
    func withBorrowed<Result>(_ body: (Borrowed) -> Result) -> Result {
        nodes.withUnsafeBufferPointer { nodes in
            levels.withUnsafeBufferPointer { levels in
                body(Borrowed(nodes: nodes, levels: levels))
            }
        }
    }
}

/// Eight squared distances, taken out one by one, the least first.
///
/// The three lowest bits of each give way to the number of its lane, so that the least value names
/// its own lane; a distance is never taken for a longer one by that.
struct NearestFirst {
    private var keys: SIMD8<Float>

    private static var lanes: SIMD8<UInt32> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }
    private static var taken: SIMD8<Float> { SIMD8(repeating: .greatestFiniteMagnitude) }

    @inline(__always)
    init(_ distances: SIMD8<Float>) {
        // Adding keeps zeros from becoming subnormal, and is lost in the search's slack.
        let finite = (distances + 1e-30).replacing(with: Self.taken, where: distances .> Self.taken)
        let bits = unsafeBitCast(finite, to: SIMD8<UInt32>.self)
        keys = unsafeBitCast(bits & ~7 | Self.lanes, to: SIMD8<Float>.self)
    }

    /// The lane of the least distance left; nil where that is beyond `limit` squared metres.
    @inline(__always)
    mutating func next(within limit: Float) -> Int? {
        let (low, high) = (keys.lowHalf, keys.highHalf)
        let four = low.replacing(with: high, where: high .< low)
        let two = four.lowHalf.replacing(
            with: four.highHalf, where: four.highHalf .< four.lowHalf)
        let least = two.x < two.y ? two.x : two.y
        guard least <= limit, least < Self.beyondAll else { return nil }
        keys.replace(with: Self.taken, where: keys .== least)
        return Int(least.bitPattern & 7)
    }

    /// What only missing and taken children reach.
    private static var beyondAll: Float { 3e38 }
}
