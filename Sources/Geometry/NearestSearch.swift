/// One search for the nearest edge of a boundary: nearest boxes first, and none that cannot win.
struct NearestSearch: BoxSearch {
    private(set) var found: Boundary.Nearest?

    private let buffers: BoundaryBuffers
    private let curve: Curve
    private let target: SIMD3<Double>
    /// The target relative to the tree's anchor, and the metres that its rounding may hide.
    let near: SIMD3<Float>
    private let slack: Double
    private var limit = Double.infinity
    private(set) var boxLimit = Float.infinity

    init(
        _ buffers: BoundaryBuffers, _ curve: Curve, _ target: SIMD3<Double>, near: SIMD3<Float>,
        slack: Double
    ) {
        self.buffers = buffers
        self.curve = curve
        self.target = target
        self.near = near
        self.slack = slack
    }

    /// Looks from now on for nothing further than so many metres.
    mutating func tighten(_ metres: Double) {
        limit = metres
        let wide = (metres + slack) * 1.000_001
        boxLimit = Float(wide * wide).nextUp
    }

    /// Looks at the eight edges of a run.
    mutating func openRun(_ run: Int) {
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
                let better = curve.nearest(
                    from: buffers.vertices[edge], to: buffers.vertices[edge + 1],
                    target: target, guess: share)
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
