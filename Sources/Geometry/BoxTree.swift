/// A packed tree of boxes in Earth-centred metres, eight children a node, built once.
///
/// Boxes are kept relative to an anchor in single precision, rounded outwards: what a query rules
/// out is ruled out for certain.
struct BoxTree: Sendable {
    /// The eight boxes of a node's children; missing children are infinitely far.
    struct Node: Sendable {
        var low = (
            SIMD8<Float>(repeating: .infinity), SIMD8<Float>(repeating: .infinity),
            SIMD8<Float>(repeating: .infinity)
        )
        var high = (
            SIMD8<Float>(repeating: -.infinity), SIMD8<Float>(repeating: -.infinity),
            SIMD8<Float>(repeating: -.infinity)
        )
    }

    /// Nodes of all levels, the lowest first; the root is the last.
    private(set) var nodes: [Node] = []
    /// Where each level starts in `nodes`, the lowest first.
    private(set) var levels: [Int] = []
    /// Earth-centred metres that all boxes are relative to.
    let anchor: SIMD3<Double>

    /// Builds the tree over boxes that lie near each other in order.
    init(_ boxes: [Box], anchor: SIMD3<Double>) {
        self.anchor = anchor
        var below = boxes.map { $0.moved(by: -anchor) }
        while !below.isEmpty {
            levels.append(nodes.count)
            var above: [Box] = []
            for start in stride(from: 0, to: below.count, by: 8) {
                let children = below[start..<min(start + 8, below.count)]
                nodes.append(Node(children))
                above.append(children.reduce(Box.none) { $0.union($1) })
            }
            if above.count == 1 { break }
            below = above
        }
    }

    /// How far a number lies outside of eight intervals; 0 inside.
    @inline(__always)
    fileprivate static func gap(
        _ low: SIMD8<Float>, _ high: SIMD8<Float>, _ number: Float
    ) -> SIMD8<Float> {
        let below = low - number
        let above = number - high
        // Compare and replace become vector instructions; `pointwiseMax` would be a loop.
        let most = below.replacing(with: above, where: above .> below)
        return most.replacing(with: 0, where: most .< 0)
    }

    /// A point in the tree's own terms, and the metres by which its rounding may mislead.
    func near(_ point: SIMD3<Double>) -> (point: SIMD3<Float>, slack: Double) {
        let offset = point - anchor
        return (
            SIMD3(Float(offset.x), Float(offset.y), Float(offset.z)),
            (abs(offset.x) + abs(offset.y) + abs(offset.z)) * 1.2e-7 + 1e-6
        )
    }

    /// The level of the root; nil for a tree of nothing.
    var rootLevel: Int? { levels.isEmpty ? nil : levels.count - 1 }
}

extension BoxTree.Node {
    fileprivate init(_ boxes: ArraySlice<Box>) {
        for (lane, box) in zip(0..., boxes) {
            low.0[lane] = Float(box.low.x).nextDown
            low.1[lane] = Float(box.low.y).nextDown
            low.2[lane] = Float(box.low.z).nextDown
            high.0[lane] = Float(box.high.x).nextUp
            high.1[lane] = Float(box.high.y).nextUp
            high.2[lane] = Float(box.high.z).nextUp
        }
    }

    /// The squared distances from a point to the eight boxes.
    @inline(__always)
    func squaredDistances(_ point: SIMD3<Float>) -> SIMD8<Float> {
        let dx = BoxTree.gap(low.0, high.0, point.x)
        let dy = BoxTree.gap(low.1, high.1, point.y)
        let dz = BoxTree.gap(low.2, high.2, point.z)
        return dx * dx + dy * dy + dz * dz
    }
}

/// A box with sides along the axes of Earth-centred space, in metres.
struct Box: Sendable {
    var low: SIMD3<Double>
    var high: SIMD3<Double>

    /// A box that holds nothing and widens any other by nothing.
    static let none = Box(
        low: SIMD3<Double>(repeating: .infinity), high: SIMD3<Double>(repeating: -.infinity))

    var centre: SIMD3<Double> { (low + high) / 2 }

    /// The smallest box that holds both.
    func union(_ other: Box) -> Box {
        Box(low: pointwiseMin(low, other.low), high: pointwiseMax(high, other.high))
    }

    /// The smallest box that holds this one and a point.
    func union(_ point: SIMD3<Double>) -> Box {
        Box(low: pointwiseMin(low, point), high: pointwiseMax(high, point))
    }

    /// The box grown by a margin on all sides.
    func grown(by margin: Double) -> Box {
        Box(low: low - margin, high: high + margin)
    }

    func moved(by offset: SIMD3<Double>) -> Box {
        Box(low: low + offset, high: high + offset)
    }
}
