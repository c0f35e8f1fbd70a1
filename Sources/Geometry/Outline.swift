/// Whether a point of the plane of longitude and latitude lies inside rings: even-odd, exact, with
/// the boundary inside.
///
/// Runs of eight edges form a tree of boxes. A run beside the point is crossed by a ray to the east
/// as often (modulo two) as its ends say, so only the runs whose box holds the point are opened:
/// the cost grows with the logarithm of the vertices.
struct Outline: Sendable {
    /// What is known of a point.
    enum Place: Sendable { case inside, outside, boundary }

    let rings: Rings
    /// South-west and north-east corner of all vertices, degrees.
    let low: SIMD2<Double>
    let high: SIMD2<Double>
    private let nodes: [Node]
    private let levels: [Int]

    /// Indexes rings that do not cross; no ring may be empty.
    init(_ rings: Rings) {
        self.rings = rings
        var runs: [Run] = []
        for start in stride(from: 0, to: rings.edgeCount, by: 8) {
            runs.append(Run(rings, start..<min(start + 8, rings.edgeCount)))
        }
        let whole = runs.reduce(Run.none) { $0.joined($1) }
        (low, high) = (whole.low, whole.high)
        var levels: [Int] = []
        var nodes: [Node] = []
        while runs.count > 1 {
            levels.append(nodes.count)
            var above: [Run] = []
            for start in stride(from: 0, to: runs.count, by: 8) {
                let children = runs[start..<min(start + 8, runs.count)]
                nodes.append(Node(children))
                above.append(children.reduce(Run.none) { $0.joined($1) })
            }
            runs = above
        }
        (self.nodes, self.levels) = (nodes, levels)
    }

    /// Where the point lies.
    func place(of point: SIMD2<Double>) -> Place {
        guard point.x >= low.x, point.x <= high.x, point.y >= low.y, point.y <= high.y else {
            return .outside
        }
        return rings.vertices.withUnsafeBufferPointer { vertices in
            nodes.withUnsafeBufferPointer { nodes in
                var search = Search(point: point, vertices: vertices, nodes: nodes, levels: levels)
                if levels.isEmpty {
                    search.openRun(0)
                } else {
                    search.open(level: levels.count - 1, index: 0)
                }
                if search.isOnBoundary { return .boundary }
                return search.isOdd ? .inside : .outside
            }
        }
    }
}

/// One query of an outline.
private struct Search {
    let point: SIMD2<Double>
    let vertices: UnsafeBufferPointer<SIMD2<Double>>
    let nodes: UnsafeBufferPointer<Node>
    let levels: [Int]
    var isOdd = false
    var isOnBoundary = false

    /// Counts the crossings of the ray to the east with everything below a node.
    mutating func open(level: Int, index: Int) {
        let node = nodes[levels[level] + index]
        let x = Float(point.x)
        let y = Float(point.y)
        // A box may be taken to hold the point by rounding, never the other way round.
        let level = level - 1
        let beside = (node.south .<= y) .& (node.north .>= y) .& (node.east .>= x)
        guard any(beside) else { return }
        let around = beside .& (node.west .<= x)
        for lane in 0..<8 where beside[lane] {
            if around[lane] {
                let child = index * 8 + lane
                if level < 0 { openRun(child) } else { open(level: level, index: child) }
            } else {
                isOdd = isOdd != node.isOdd(lane, at: point.y)
            }
        }
    }

    /// Counts the crossings with eight edges, one by one.
    mutating func openRun(_ run: Int) {
        let first = run * 8
        let last = min(first + 8, vertices.count - 1)
        var from = vertices[first]
        for index in first..<last {
            let to = vertices[index + 1]
            defer { from = to }
            if from.x < point.x, to.x < point.x { continue }
            let isRising = to.y > point.y
            if (from.y > point.y) != isRising {
                if from.x > point.x, to.x > point.x {
                    isOdd.toggle()
                    continue
                }
                let side = Orientation.side(from, to, point)
                if side == 0 { isOnBoundary = true }
                if side.isNaN { continue }
                if (side > 0) == isRising { isOdd.toggle() }
            } else if from.y == point.y || to.y == point.y {
                if isTouched(from, to) { isOnBoundary = true }
            }
        }
    }

    /// Whether the point is an end of the edge or lies on it, for an edge that only touches the
    /// ray.
    private func isTouched(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Bool {
        if from == point || to == point { return true }
        guard from.y == point.y, to.y == point.y else { return false }
        return min(from.x, to.x) <= point.x && point.x <= max(from.x, to.x)
    }
}

/// Consecutive edges: their box, and the latitudes where their chains begin and end.
///
/// Whole rings among them are crossed an even number of times; what is left is at most the end of
/// one ring and the start of another.
private struct Run {
    var low: SIMD2<Double>
    var high: SIMD2<Double>
    /// Begin and end of up to two open chains; equal where there is none.
    var ends: SIMD4<Double>
    private var edges: Range<Int>
    private let rings: Rings?

    static let none = Run()

    private init() {
        low = .init(repeating: .infinity)
        high = .init(repeating: -.infinity)
        ends = .zero
        edges = 0..<0
        rings = nil
    }

    init(_ rings: Rings, _ edges: Range<Int>) {
        self.init(rings: rings, edges: edges)
        for index in edges.lowerBound...edges.upperBound where rings.vertices[index].x.isFinite {
            low = pointwiseMin(low, rings.vertices[index])
            high = pointwiseMax(high, rings.vertices[index])
        }
    }

    private init(rings: Rings, edges: Range<Int>) {
        low = .init(repeating: .infinity)
        high = .init(repeating: -.infinity)
        self.rings = rings
        self.edges = edges
        ends = Run.openEnds(rings, edges)
    }

    /// The run that holds the edges of both; the other one follows this one.
    func joined(_ other: Run) -> Run {
        guard let rings else { return other }
        var both = Run(rings: rings, edges: edges.lowerBound..<other.edges.upperBound)
        both.low = pointwiseMin(low, other.low)
        both.high = pointwiseMax(high, other.high)
        return both
    }

    private static func openEnds(_ rings: Rings, _ edges: Range<Int>) -> SIMD4<Double> {
        let vertices = rings.vertices[edges.lowerBound...edges.upperBound]
        let gaps = vertices.indices.filter { vertices[$0].x.isNaN }
        guard let first = gaps.first, let last = gaps.last else {
            return SIMD4(vertices.first?.y ?? 0, vertices.last?.y ?? 0, 0, 0)
        }
        var ends = SIMD4<Double>.zero
        if first > vertices.startIndex {
            (ends[0], ends[1]) = (rings.vertices[edges.lowerBound].y, rings.vertices[first - 1].y)
        }
        if last < edges.upperBound {
            (ends[2], ends[3]) = (rings.vertices[last + 1].y, rings.vertices[edges.upperBound].y)
        }
        return ends
    }
}

/// Eight runs, or eight nodes of the level below.
private struct Node: Sendable {
    var west = SIMD8<Float>(repeating: .infinity)
    var south = SIMD8<Float>(repeating: .infinity)
    var east = SIMD8<Float>(repeating: -.infinity)
    var north = SIMD8<Float>(repeating: -.infinity)
    private var ends = (
        SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero
    )

    init(_ runs: ArraySlice<Run>) {
        for (lane, run) in zip(0..., runs) {
            west[lane] = Float(run.low.x).nextDown
            south[lane] = Float(run.low.y).nextDown
            east[lane] = Float(run.high.x).nextUp
            north[lane] = Float(run.high.y).nextUp
            ends.0[lane] = run.ends[0]
            ends.1[lane] = run.ends[1]
            ends.2[lane] = run.ends[2]
            ends.3[lane] = run.ends[3]
        }
    }

    /// Whether a parallel crosses the chains of a child an odd number of times.
    @inline(__always)
    func isOdd(_ lane: Int, at latitude: Double) -> Bool {
        let first = (ends.0[lane] > latitude) != (ends.1[lane] > latitude)
        return first != ((ends.2[lane] > latitude) != (ends.3[lane] > latitude))
    }
}
