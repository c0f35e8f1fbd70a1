/// The edges of an area in space, indexed for the nearest one.
///
/// Distances are those through the Earth, which order places on it as geodesics do and know neither
/// antimeridian nor pole; only the winner's is turned into a geodesic.
struct Boundary: Sendable {
    /// The edges in the fence's own plane, long ones cut into parts.
    let rings: Rings
    /// What the edges are in space.
    let curve: Curve
    /// The same vertices in Earth-centred metres; undefined at gaps.
    let points: [SIMD3<Double>]
    /// Metres by which each edge may stray from its chord; negative for an edge that is no boundary.
    let strays: [Float]
    /// Runs of eight edges.
    let tree: BoxTree
    /// The box of all edges.
    let box: Box

    /// Edges that stray less than this, in metres, are taken for their chords.
    static let strayAllowed = 0.005

    /// Indexes edges; seams are left out.
    init(_ rings: Rings, _ system: CoordinateSystem, seams: Seams) {
        let parts = rings.cut(for: system, seams: seams)
        let curve = Curve(system: system)
        let points = parts.vertices.map {
            $0.x.isNaN ? SIMD3(repeating: .nan) : curve.cartesian($0)
        }
        var strays = [Float](repeating: -1, count: parts.edgeCount)
        var boxes: [Box] = []
        var whole = Box.none
        for first in stride(from: 0, to: parts.edgeCount, by: 8) {
            var box = Box.none
            for edge in first..<min(first + 8, parts.edgeCount) {
                let (from, to) = (parts.vertices[edge], parts.vertices[edge + 1])
                if from.x.isNaN || to.x.isNaN || seams.contains(from, to) { continue }
                let stray = curve.stray(from, to)
                strays[edge] = Float(stray).nextUp
                let margin = stray + 1e-6
                box = box.union(
                    Box.none.union(points[edge]).union(points[edge + 1])
                        .grown(by: margin))
            }
            boxes.append(box)
            whole = whole.union(box)
        }
        self.rings = parts
        self.curve = curve
        self.points = points
        self.strays = strays
        self.box = whole
        tree = BoxTree(boxes, anchor: whole.low.x.isFinite ? whole.centre : .zero)
    }

    /// The nearest edge, if any is nearer than `limit` metres (through the Earth).
    func nearest(to target: SIMD3<Double>, within limit: Double) -> Nearest? {
        guard let root = tree.rootLevel else { return nil }
        var search = NearestSearch(self, target, limit)
        return points.withUnsafeBufferPointer { points in
            strays.withUnsafeBufferPointer { strays in
                tree.nodes.withUnsafeBufferPointer { nodes in
                    search.open(.init(points, strays, nodes), level: root, index: 0)
                    return search.found
                }
            }
        }
    }

    /// A point of the boundary.
    struct Nearest: Sendable {
        /// Metres through the Earth.
        var chord: Double
        /// Which edge, and where on it (0…1).
        var edge: Int
        var share: Double
    }

    /// The WGS-84 longitude and latitude of a point of the boundary.
    func place(of nearest: Nearest) -> SIMD2<Double> {
        let (from, to) = (rings.vertices[nearest.edge], rings.vertices[nearest.edge + 1])
        return curve.place(from + (to - from) * nearest.share)
    }

    /// Geodesic metres from a place to a point of the boundary.
    func metres(from place: SIMD2<Double>, to nearest: Nearest) -> Double {
        if nearest.chord < 1_000_000 { return Geodesic.metres(ofChord: nearest.chord) }
        return Geodesic.metres(place, self.place(of: nearest))
    }
}

/// The buffers of a boundary, borrowed for one query.
struct BoundaryBuffers {
    let points: UnsafeBufferPointer<SIMD3<Double>>
    let strays: UnsafeBufferPointer<Float>
    let nodes: UnsafeBufferPointer<BoxTree.Node>

    init(
        _ points: UnsafeBufferPointer<SIMD3<Double>>, _ strays: UnsafeBufferPointer<Float>,
        _ nodes: UnsafeBufferPointer<BoxTree.Node>
    ) {
        (self.points, self.strays, self.nodes) = (points, strays, nodes)
    }
}

/// One search for the nearest edge: nearest boxes first, and none that cannot win.
private struct NearestSearch {
    let boundary: Boundary
    let target: SIMD3<Double>
    /// The target relative to the tree's anchor, and what its rounding may hide.
    let near: SIMD3<Float>
    let slack: Double
    var found: Boundary.Nearest?
    private var limit: Double
    private var boxLimit: Float = 0

    init(_ boundary: Boundary, _ target: SIMD3<Double>, _ limit: Double) {
        self.boundary = boundary
        self.target = target
        let offset = target - boundary.tree.anchor
        near = SIMD3(Float(offset.x), Float(offset.y), Float(offset.z))
        slack = (abs(offset.x) + abs(offset.y) + abs(offset.z)) * 1.2e-7 + 1e-6
        self.limit = limit
        tighten(limit)
    }

    private mutating func tighten(_ metres: Double) {
        limit = metres
        let wide = (metres + slack) * 1.000_001
        boxLimit = Float(wide * wide).nextUp
    }

    mutating func open(_ buffers: BoundaryBuffers, level: Int, index: Int) {
        let slot = boundary.tree.levels[level] + index
        var distances = buffers.nodes[slot].squaredDistances(near)
        for _ in 0..<8 {
            let least = distances.min()
            guard least <= boxLimit, least < .infinity else { return }
            var lane = 0
            while distances[lane] != least { lane += 1 }
            distances[lane] = .infinity
            let child = index * 8 + lane
            if level == 0 {
                openRun(buffers, child)
            } else {
                open(buffers, level: level - 1, index: child)
            }
        }
    }

    private mutating func openRun(_ buffers: BoundaryBuffers, _ run: Int) {
        let first = run * 8
        var from = buffers.points[first]
        for edge in first..<min(first + 8, buffers.strays.count) {
            let to = buffers.points[edge + 1]
            let stray = Double(buffers.strays[edge])
            let chord = to - from
            let offset = target - from
            from = to
            if stray < 0 { continue }
            let length2 = chord.dot(chord)
            let share = length2 > 0 ? min(max(offset.dot(chord) / length2, 0), 1) : 0
            let gap = offset - chord * share
            let reach = limit + stray
            let squared = gap.dot(gap)
            guard squared < reach * reach else { continue }
            if stray <= Boundary.strayAllowed {
                keep(edge, share, squared)
            } else {
                let vertices = boundary.rings.vertices
                let better = boundary.curve.nearest(
                    from: vertices[edge], to: vertices[edge + 1], target: target, guess: share)
                keep(edge, better.share, better.squared)
            }
        }
    }

    private mutating func keep(_ edge: Int, _ share: Double, _ squared: Double) {
        let metres = squared.squareRoot()
        guard metres < limit else { return }
        found = Boundary.Nearest(chord: metres, edge: edge, share: share)
        tighten(metres)
    }
}
