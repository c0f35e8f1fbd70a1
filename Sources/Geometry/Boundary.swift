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
    /// Metres by which each edge may stray from its chord; negative for an edge that is no
    /// boundary.
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
        let near = tree.near(target)
        return withBuffers { buffers in
            var search = NearestSearch(buffers, curve, target, near: near.point, slack: near.slack)
            search.tighten(limit)
            search.open(buffers.tree, level: root) { $0.openRun($1) }
            return search.found
        }
    }

    /// Lends the arrays for one query.
    @inline(__always)
    func withBuffers<Result>(_ body: (BoundaryBuffers) -> Result) -> Result {
        points.withUnsafeBufferPointer { points in
            strays.withUnsafeBufferPointer { strays in
                rings.vertices.withUnsafeBufferPointer { vertices in
                    tree.withBorrowed { tree in
                        body(
                            BoundaryBuffers(
                                points: points, strays: strays, vertices: vertices, tree: tree))
                    }
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

/// The arrays of a boundary, borrowed for one query.
struct BoundaryBuffers {
    let points: UnsafeBufferPointer<SIMD3<Double>>
    let strays: UnsafeBufferPointer<Float>
    let vertices: UnsafeBufferPointer<SIMD2<Double>>
    let tree: BoxTree.Borrowed
}
